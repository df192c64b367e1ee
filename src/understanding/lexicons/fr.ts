import type { Lexicon } from '../lexicon.ts';

export const fr: Lexicon = {
  pin: 'pin, code pin, codes pin, code confidentiel, numéro pin, code personnel, code de conférence, code secret, nip',
  code: 'code, codes',
  forgot: `oublié, oublie, oublier, oubliée, perdu, perdue, perdre, égaré, souviens, souvenir, rappelle plus, me rappeler, rappelle pas, ne connais pas, connais plus, connais pas, ne sais plus, sais plus, jamais reçu, pas reçu, retrouver, récupérer, récupération, où est, aucune idée`,
  reset:
    'réinitialiser, réinitialise, réinitialisation, réinitialisez, réinitialisé, remettre à zéro, remise à zéro, renouveler, régénérer, débloquer, déverrouiller, débloque, déblocage, reset',
  new: 'nouveau, nouvelle, nouvel, nouveaux, autre, premier',
  change:
    'changer, change, changement, changez, modifier, modifie, modification, remplacer, choisir, définir, créer, mettre, passer, mettre à jour, attribuer',
  wrong: `faux, incorrect, invalide, marche pas, fonctionne pas, ne marche plus, ne fonctionne plus, marche plus, fonctionne plus, marche, fonctionne, refusé, rejeté, erreur, problème, problèmes, expiré, expire, périmé, bloqué, bloquée, verrouillé, accepté, volé, compromis, souci, mauvais`,
  need: 'besoin, besoin d un, besoin de, faut, voudrais, veux, souhaite, obtenir, avoir, demander, donner, donnez, donne, montrer, montrez, montre, afficher, voir, trouver, envoyer, liste, recevoir, aimerais',
  elsewhere: `mot de passe, mots de passe, carte bancaire, carte bleue, carte, banque, carte sim, sim, porte, imprimante, ordinateur, portable personnel, voiture, maison, clé, clés, clefs, météo, film, clavier, répondeur, messagerie, wifi,
    vélo, bureau, parking, code postal, code source, piano, chambre, hôtel, table`,
  key: 'touche, bouton, appuyer, appuie, appuyez, taper, tape, tapez, raccourci, chiffre, composer, combinaison, presser',
  keys: 'touches, touches du téléphone, boutons, commandes, commandes vocales, raccourcis, dtmf, clavier téléphonique, fréquences vocales, touches téléphoniques',
  mute: `micro, microphone, micros, muet, muette, mute, couper le son, couper mon son, coupe le son, sourdine, silence, silencieux, couper le micro, réactiver le son, activer le son, remettre le son, muter, coupe mon micro, rendre muet, le son, mon son`,
  everyone:
    'tous, tout le monde, toutes, participants, participantes, chacun, autres, les autres, auditeurs, audience, le monde, invités',
  lock: 'verrouiller, verrouille, verrouillage, verrouillez, fermer, bloquer, ouvrir, fermer la réunion',
  admit: 'admettre, admets, laisser entrer, faire entrer, laisse entrer, accepter, autoriser',
  lobby: 'salle d attente, attente, hall, attendent, patientent, salle de réunion virtuelle',
  roster:
    'liste des participants, appel des participants, qui est là, qui est présent, qui participe, qui est dans, qui est en ligne, qui est connecté, faire l appel, entendre les noms, qui sont les participants, liste des présents, présents',
  announcements:
    'annonce, annonces, bip, bips, signal sonore, signaux sonores, annonces d entrée, entrée et sortie, entrées et sorties, tonalité, tonalités',
  hand: 'main, mains, la main',
  raise: 'lever, lève, baisser, levez, baisse',
  operator: 'opérateur, opératrice, standard, standardiste',
  number: 'numéro, numéros, numéro de téléphone, numéros de téléphone, numéro local, numéros locaux, numero',
  dialIn: `numéro d appel, numéros d appel, numéro d accès, numéros d accès, numéro de conférence, par téléphone, appeler la réunion, appeler la conférence, rejoindre par téléphone, numéro de la conférence, numéro vert, numéro gratuit, numéros gratuits,
    appel entrant, numéro à composer, numéro pour appeler, depuis mon téléphone, depuis un téléphone, accès téléphonique, au téléphone, avec mon téléphone`,
  call: 'appeler, appelle, appel, appelez, téléphoner, téléphone, joindre, rejoindre, participer, connecter, mobile, composer, rejoins',
  meeting:
    'réunion, réunions, conférence, conférences, audioconférence, téléconférence, visioconférence, séance, conf call, audio conférence',
  talk: 'parler, parle, discuter, contacter, contact, joindre, transférer, communiquer, mettre en relation, échanger, contactez, rappeler',
  person:
    'personne, humain, humaine, quelqu un, agent, conseiller, conseillère, technicien, technicienne, collègue, être humain, vraie personne, interlocuteur',
  desk: 'assistance informatique, service informatique, centre d assistance, support, support informatique, support technique, hotline, service d assistance, ticket, réclamation, plainte, rappelez moi, appelez moi, service client, dépannage, helpdesk',
  help: 'aide, aider, aidez, aidez moi, assistance, que peux tu faire, que pouvez vous faire, comment ça marche, comment ça fonctionne, mode d emploi, instructions, aide moi',
  menu: 'menu, menu principal, options, accueil, choix, sommaire',
  language: 'langue, langues, langage',
  feedback:
    'avis, commentaire, commentaires, retour d expérience, suggestion, suggestions, évaluer, évaluation, opinion, noter, remarque, remarques, sondage, feedback',
  greeting: 'bonjour, bonsoir, salut, coucou, bonne journée, bien le bonjour, allo',
  thanks: 'merci, merci beaucoup, mille mercis, merci bien, remercie, remerciements, grand merci',
  cancel:
    'annuler, annule, annulez, arrêter, arrête, arrêtez, stop, abandonner, quitter, laisse tomber, laissez tomber, tant pis, peu importe, terminer, oubliez, oublie ça',
  startOver:
    'recommencer, recommence, recommencez, recommençons, depuis le début, repartir de zéro, redémarrer, reprendre au début, reprendre depuis le début, du début, tout recommencer',
  back: 'retour, revenir, revenir en arrière, en arrière, précédent, précédente, étape précédente, reviens, retourner, retour en arrière',
  ignored: `mets, mettez, ouvrir, ouvre, ouvrez, je, j, me, m, moi, mon, ma, mes, nous, notre, nos, tu, te, t, toi, ton, ta, tes, vous, votre, vos, il, elle, on, ils, elles, leur, le, la, les, l, un, une, des, du, de, d, ce, c, cet, cette, ces, ça, cela, se, s, y, en,
    est, suis, es, sont, être, ai, as, a, ont, avons, avez, avoir, été, peux, peut, pouvez, pourrais, pourriez, puis, dois, doit, devez, faut, vais, va, aller, faire, fais, fait, faites, à, au, aux, pour, par, avec, dans, sur, sous, sans, chez, vers,
    et, ou, mais, si, quand, lorsque, pendant, comme, comment, quel, quelle, quels, quelles, que, qu, quoi, qui, où, pourquoi, n, ne, pas, plus, non, oui, ok, svp, s il vous plaît, s il te plaît, plaît, merci de, bien, très, beaucoup, encore, ici, là, maintenant, aussi, alors, donc,
    couper, coupe, coupez, activer, désactiver, désactive, active, réactiver, utiliser, utilise, même, tout, tous, veuillez, super, parfait, génial, bon, bonne, d accord, continuer, continue, prie, est ce que, avant, après, petit, étape, vite`,
  languageNames: {
    en: 'anglais, anglaise',
    da: 'danois, danoise',
    de: 'allemand, allemande',
    fr: 'français, française',
    es: 'espagnol, espagnole',
  },
};
