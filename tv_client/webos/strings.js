// @ts-check
/** The words of the app's only screen; a file on a television cannot be fetched, so they are a script. */

var WORDS = {
  en: {
    title: "Where is your hub?",
    label: "The address that the hub shows when it starts",
    connect: "Connect",
    looking: "Looking for the hub at {address}…",
    away: "No hub answers at {address}. We keep trying.",
  },
  es: {
    title: "¿Dónde está Goodwave?",
    label: "La dirección que Goodwave muestra al arrancar",
    connect: "Conectar",
    looking: "Buscando en {address}…",
    away: "Nadie responde en {address}. Seguimos probando.",
  },
  fr: {
    title: "Où est Goodwave ?",
    label: "L’adresse que Goodwave affiche au démarrage",
    connect: "Se connecter",
    looking: "Recherche à l’adresse {address}…",
    away: "Rien ne répond à l’adresse {address}. On continue d’essayer.",
  },
  it: {
    title: "Dov’è Goodwave?",
    label: "L’indirizzo che Goodwave mostra quando si avvia",
    connect: "Collega",
    looking: "Lo cerco a {address}…",
    away: "Nessuno risponde a {address}. Continuo a provare.",
  },
  pt: {
    title: "Onde está o Goodwave?",
    label: "O endereço que o Goodwave mostra ao iniciar",
    connect: "Conectar",
    looking: "Procurando em {address}…",
    away: "Ninguém responde em {address}. Continuamos tentando.",
  },
  de: {
    title: "Wo ist Goodwave?",
    label: "Die Adresse, die Goodwave beim Start anzeigt",
    connect: "Verbinden",
    looking: "Suche nach {address} …",
    away: "Unter {address} antwortet niemand. Wir versuchen es weiter.",
  },
  nl: {
    title: "Waar staat Goodwave?",
    label: "Het adres dat Goodwave bij het opstarten laat zien",
    connect: "Verbinden",
    looking: "Zoeken op {address}…",
    away: "Niemand antwoordt op {address}. We blijven het proberen.",
  },
  id: {
    title: "Di mana Goodwave?",
    label: "Alamat yang ditampilkan Goodwave saat mulai",
    connect: "Hubungkan",
    looking: "Mencari di {address}…",
    away: "Tidak ada jawaban dari {address}. Kami terus mencoba.",
  },
};
