// Commands as a shell reads them back.

const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** One line for a terminal. */
export const command = (words) => words.map(quoted).join(' ');
