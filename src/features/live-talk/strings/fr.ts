export const fr = {
  botIsBack: 'Le bot est de retour. Le service d’assistance garde votre ticket et y répond ici.',
};
