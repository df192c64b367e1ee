import type { FeedbackReason } from '../feedback.form.ts';

export const en = {
  feedbackTitle: 'Was this helpful?',
  helpful: 'Your answer',
  helpfulError: 'Please choose yes or no.',
  yes: 'Yes',
  no: 'No',
  comment: 'How can we improve it? (up to 255 characters)',
  commentError: 'At most 255 characters, please.',
  privacy: 'To protect your privacy, please give no contact details here.',
  privacyPolicy: 'Privacy policy',
  sendFeedback: 'Send',
  noThanks: 'No, thank you',
  thanks: 'Thank you for your feedback!',
  skipped: 'All right. If there is anything else, just write.',
  'helpful-missing': 'Please choose yes or no.',
  'comment-too-long': 'That is too long: at most 255 characters, please.',
} satisfies Record<FeedbackReason, string> & Record<string, string>;
