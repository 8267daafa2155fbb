const sentence =
  ' Thank you for telling me about the yard , that helps a lot . A pool with a spa sounds lovely there ,' +
  ' and good access for a truck makes the work easier . Shall we talk about the finishes next ?';
const words = sentence.match(/ \S+/g) ?? [];

/** What the model says to whatever it is asked, token by token: no figures, so that nothing of it is held back. */
export const tokens: readonly string[] = Array.from({ length: 300 }, (_, n) => words[n % words.length] ?? '');
export const reply: string = tokens.join('');

/** Whoever says this is answered at a model's usual pace, others as fast as they read. */
export const unhurried = 'Take your time.';
/** Of that pace: 50 tokens a second. */
export const tokenMs = 20;
