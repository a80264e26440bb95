// @ts-check
/**
 * What the hub sends, as the pages read it. Only types live here.
 *
 * @typedef {{message: string, to: string, from: string, language: string, genre: string, mood: string,
 *   voice: string, length: string, seed?: number, names?: string, theme?: string}} Dedication
 * @typedef {{code: string, message: string, hint: string}} Problem
 * @typedef {{display: string, display_name: string, state: string, due_at: string | null,
 *   reply: string | null, notice?: Problem | null}} Delivery
 * @typedef {{audio: string, lossless: string, cover: string, lyrics: string, score: string, song: string}} Files
 * @typedef {{id: string, title: string | null, state: string, step: string | null, fraction: number,
 *   position: number | null, seconds_left: number | null, dedication: Dedication, created_at: string, finished_at: string | null,
 *   duration_seconds: number | null, error: Problem | null, files: Files | null, share: string | null,
 *   deliveries: Delivery[]}} Song
 * @typedef {{title: string, from: string, to: string, message: string, language: string,
 *   duration_seconds: number, files: Files}} SharedSong
 * @typedef {{song: string, state: string, step: string | null, fraction: number, message: string}} Progress
 * @typedef {{id: string, name: string, status: string, manner: string, quiet_from: string | null,
 *   quiet_until: string | null}} Display
 * @typedef {{state: "none" | "asking" | "paired" | "failed", address: string | null,
 *   opens_page: boolean | null, trouble: Problem | null}} Television
 * @typedef {{id: string, name: string, version: string, address: string, addresses: string[],
 *   mqtt: {ws_port: number, tcp_port: number, host?: string | null}, broker: string}} Hub
 * @typedef {{id: string, scope: string, name: string, display: string | null,
 *   mqtt: {user: string, password: string}}} Me
 * @typedef {{state: "plenty" | "low" | "full", songs_left: number, songs_bytes: number, free_bytes: number,
 *   limit_bytes: number | null}} Room
 * @typedef {{device_code: string, user_code: string, verification_uri: string,
 *   verification_uri_complete: string, expires_in: number, interval: number}} ScreenCodes
 * @typedef {{id: string, name: string, scope: string, display: string | null, songs_left: number | null,
 *   created_at: string, used_at: string | null, ends_at: string | null}} Device
 * @typedef {{name: string, label: string, gender: string}} Voice
 * @typedef {{code: string, label: string, status: string, voices: Voice[]}} Language
 * @typedef {{name: string, label: string, description: string}} Genre
 * @typedef {{languages: Language[], genres: Genre[], moods: {name: string}[],
 *   lengths: {name: string}[], themes: {name: string}[]}} Options
 * @typedef {{kept?: {id: string, text: string}[], word_for_word?: boolean, lyrics?: string | null}} Wish
 * @typedef {{id: string, text: string, source: string}} DraftedLine
 * @typedef {{title: string, titles: string[], presenter: string, left_out: string[], language: string,
 *   seed: number, text: string, understood: {theme: string, language: string},
 *   sections: {name: string, kind: string, lines: string[], drafted: DraftedLine[]}[]}} Draft
 * @typedef {{path: string, sha256?: string, bytes?: number, type?: string}} FileRef
 * @typedef {{song: string, title: string, to: string, from: string, message: string, language: string,
 *   genre: string, mood: string, duration_seconds: number, sent_at: string, audio: FileRef,
 *   cover: FileRef, details: FileRef, base_url: string, ticket?: string, manner?: string}} Manifest
 * @typedef {{text: string, start: number, end: number}} TimedWord
 * @typedef {{text: string, start: number, end: number, words: TimedWord[]}} TimedLine
 * @typedef {{lyrics: {sections: {name: string, start: number, end: number, lines: TimedLine[]}[]}}} Details
 */

export {};
