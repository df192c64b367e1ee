export interface Palette {
  readonly page: string;
  readonly raised: string;
  readonly text: string;
  readonly subtle: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly line: string;
  readonly attention: string;
  readonly good: string;
  readonly warning: string;
}

/** The same colours as in page.css; text on its ground has a contrast of 4.5 or more. */
const light: Palette = {
  page: '#ffffff',
  raised: '#f3f5f8',
  text: '#1b1f26',
  subtle: '#545d6b',
  accent: '#0b57a4',
  onAccent: '#ffffff',
  line: '#ccd3dc',
  attention: '#a4161f',
  good: '#0b6a2b',
  warning: '#8a4b00',
};
const dark: Palette = {
  page: '#14181e',
  raised: '#1f252e',
  text: '#eef1f5',
  subtle: '#a9b3c1',
  accent: '#7cb7f5',
  onAccent: '#0d1622',
  line: '#3b4553',
  attention: '#ff9c9c',
  good: '#79d596',
  warning: '#f3c06b',
};

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** Web Chat's properties for a light or a dark page. */
export function looks(isDark: boolean): {
  readonly styleOptions: Readonly<Record<string, unknown>>;
  readonly adaptiveCardsHostConfig: Readonly<Record<string, unknown>>;
} {
  const palette = isDark ? dark : light;
  return { styleOptions: styleOptions(palette), adaptiveCardsHostConfig: hostConfig(palette) };
}

const styleOptions = (palette: Palette) => ({
  // An answer longer than the page is shown from its beginning: a form that comes back says why in its first line.
  autoScrollSnapOnPage: true,
  primaryFont: font,
  backgroundColor: palette.page,
  accent: palette.accent,
  subtle: palette.subtle,
  cardEmphasisBackgroundColor: palette.page,
  bubbleBackground: palette.raised,
  bubbleBorderColor: palette.line,
  bubbleBorderRadius: 8,
  bubbleTextColor: palette.text,
  bubbleMinWidth: 120,
  bubbleMaxWidth: 560,
  bubbleFromUserBackground: palette.accent,
  bubbleFromUserBorderColor: palette.accent,
  bubbleFromUserBorderRadius: 8,
  bubbleFromUserTextColor: palette.onAccent,
  hideUploadButton: true,
  markdownRenderHTML: false,
  notificationText: palette.subtle,
  paddingRegular: 12,
  sendBoxBackground: palette.page,
  sendBoxTextColor: palette.text,
  sendBoxHeight: 52,
  sendBoxBorderTop: `solid 1px ${palette.line}`,
  sendBoxPlaceholderColor: palette.subtle,
  sendBoxButtonColor: palette.accent,
  sendBoxButtonShadeColorOnHover: palette.raised,
  sendBoxButtonShadeColorOnActive: palette.raised,
  sendBoxButtonShadeColorOnDisabled: palette.page,
  sendBoxButtonKeyboardFocusIndicatorBorderColor: palette.accent,
  suggestedActionLayout: 'flow',
  suggestedActionHeight: 44,
  suggestedActionBorderRadius: 8,
  suggestedActionBorderWidth: 1,
  suggestedActionBackgroundColor: palette.page,
  suggestedActionBackgroundColorOnHover: palette.raised,
  suggestedActionBackgroundColorOnActive: palette.raised,
  suggestedActionBorderColor: palette.accent,
  suggestedActionTextColor: palette.accent,
  suggestedActionKeyboardFocusIndicatorBorderColor: palette.accent,
  timestampColor: palette.subtle,
  transcriptVisualKeyboardIndicatorColor: palette.accent,
  transcriptActivityVisualKeyboardIndicatorColor: palette.accent,
});

/** How Adaptive Cards look. */
export const hostConfig = (palette: Palette) => {
  const foregroundColors = {
    default: { default: palette.text, subtle: palette.subtle },
    accent: { default: palette.accent, subtle: palette.accent },
    attention: { default: palette.attention, subtle: palette.attention },
    good: { default: palette.good, subtle: palette.good },
    warning: { default: palette.warning, subtle: palette.warning },
    dark: { default: palette.text, subtle: palette.subtle },
    light: { default: palette.text, subtle: palette.subtle },
  };
  const style = (backgroundColor?: string) => ({ foregroundColors, ...(backgroundColor ? { backgroundColor } : {}) });
  return {
    fontFamily: font,
    supportsInteractivity: true,
    containerStyles: {
      default: style(),
      emphasis: style(palette.page),
      accent: style(palette.page),
      good: style(palette.page),
      attention: style(palette.page),
      warning: style(palette.page),
    },
    actions: {
      actionAlignment: 'stretch',
      actionsOrientation: 'vertical',
      buttonSpacing: 8,
      maxActions: 100,
      spacing: 'default',
      showCard: { actionMode: 'inline', inlineTopMargin: 8 },
    },
    adaptiveCard: { allowCustomStyle: false },
    factSet: {
      title: { weight: 'bolder', wrap: true, maxWidth: 150 },
      value: { wrap: true },
      spacing: 8,
    },
    fontSizes: { small: 14, default: 16, medium: 18, large: 21, extraLarge: 26 },
    inputs: {
      label: { inputSpacing: 'small', requiredInputs: { weight: 'bolder', suffixColor: 'attention' } },
      errorMessage: { color: 'attention', spacing: 'small' },
    },
    separator: { lineThickness: 1, lineColor: palette.line },
    textBlock: { headingLevel: 2 },
  };
};
