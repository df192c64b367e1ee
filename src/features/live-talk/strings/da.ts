export const da = {
  botIsBack: 'Botten er tilbage. Helpdesken beholder din sag og svarer på den her.',
};
