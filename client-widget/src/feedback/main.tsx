import { render } from 'preact';
import { createWording } from '../i18n/wording.ts';
import { drawnInto } from '../page/drawn-into.ts';
import pageCss from '../page/page.css?inline';
import { FeedbackPage } from './FeedbackPage.tsx';
import feedbackCss from './feedback.css?inline';
import { english, spanish } from './texts.ts';

const language = document.documentElement.lang === 'es' ? spanish : english;
const locale = navigator.language.startsWith(language.tag) ? navigator.language : language.tag;
const token = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const main = drawnInto(pageCss + feedbackCss);
render(<FeedbackPage token={token} locale={locale} wording={createWording(language, locale)} />, main);
