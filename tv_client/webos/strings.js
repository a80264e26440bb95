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
};
