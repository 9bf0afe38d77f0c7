/** Words as the search of the site's pages knows them: which count, and how those that are not parted by blanks do. */

/** Chinese, Japanese, Korean and Thai put no spaces between words; letter by letter, a phrase finds them. */
const UNSPACED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f]/gu;
const WORD = /[\p{L}\p{N}_]+/gu;
/** A rough stem, for several languages; the index itself has Porter's. */
const ENDING = /(?<=[\p{L}\p{N}_]{4})(?:ungen|ung|ieren|iert|tion|ing|ed|es|en|er|em|s|e|y|o|a)$/u;
const MOST_TERMS = 64;
const SHORTEST_STEM = 4;
const STOP_WORDS = new Set(
  `a about am an and any are as at be by can could did do does for from had has have how i if in into is it
  its many me much must my no not of on or our please should so tell than that the their them there these they
  this to us was we were what when where which who why will with would you your
  anything everything find know list page pages show site something tell website
  aber auf aus bei das dem den der des ein eine einen einer es ich ihr ihre ist kann mit nicht oder sich sie sind
  und von wann warum was welche wenn wer werden wie wir wird wo zu zum zur
  au aux avec ce ces cette comment dans de du elle est et il je la le les leur mes mon ne nous ou par pas pourquoi
  quand que quel quelle quels qui quoi sont sur un une vos votre vous
  al como con cual cuando del donde el ella en es esta este hay la las lo los mi para pero por porque puedo que
  quien se si su sus una y yo
  che chi ci come cosa dove gli ho il io mio nel nella non per posso quale quando questo sono una
  ao com da das do dos eu meu nao no nos o ou pela pelo posso quais qual quando que se sem uma
  de een en het hoe ik kan mijn niet om op te van voor waar wanneer wat zijn`.split(/\s+/),
);

/** Text as it is indexed. */
export function spaced(text) {
  return text.replace(UNSPACED, ' $& ');
}

/** Text on one line, with single blanks. */
export function inOneLine(text) {
  return text.trim().split(/\s+/).join(' ');
}

/** What FTS5 is asked for: the words that say something; a run of unspaced letters counts by its pairs. */
export function searchTerms(words) {
  const terms = [];
  for (const word of (words.toLowerCase().match(WORD) ?? []).slice(0, MOST_TERMS)) {
    const letters = word.match(UNSPACED) ?? [];
    const [first] = letters;
    if (first === undefined) {
      if (!STOP_WORDS.has(word)) terms.push(`"${word}"`);
    } else {
      const pairs = letters.slice(1).map((letter, at) => `"${letters[at] ?? ''} ${letter}"`);
      terms.push(...(pairs.length ? pairs : [`"${first}"`]));
    }
  }
  return [...new Set(terms)].slice(0, MOST_TERMS);
}

/** The beginnings by which a question's words are told in a text, whatever their endings are there. */
export function stemsOf(words) {
  const terms = searchTerms(words).map((term) => term.replaceAll('"', ''));
  return new Set(terms.map((term) => (isUnspaced(term) ? term.replaceAll(' ', '') : term.replace(ENDING, ''))));
}

/** As `searchTerms`, for words that begin alike. */
export function begunTerms(words) {
  const stems = [...stemsOf(words)].sort();
  return stems.filter((stem) => stem.length >= SHORTEST_STEM && !isUnspaced(stem)).map((stem) => `"${stem}"*`);
}

function isUnspaced(text) {
  return text.search(UNSPACED) >= 0;
}
