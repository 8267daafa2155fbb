import { englishNames } from './dialogue-names-english.ts';
import type { Wording } from './dialogue-wording.ts';

export const english: Wording = {
  names: englishNames,
  changes: {
    project: [
      '{Value}, very good: let us find out what it takes.',
      'Good, {value} it is.',
      '{Value}, I see.',
    ],
    projectChanged: [
      'All right, we are talking about {value} now.',
      'Understood, {value} instead.',
      'I have switched to {value}.',
    ],
    size: [
      'About {value}, noted.',
      '{Value} gives me a clear idea of the scale.',
      'Thanks, I am working with {value}.',
    ],
    sizeChanged: [
      'Corrected: the size is now {value}.',
      'I have changed the size to {value}.',
      'Right, {value} then.',
    ],
    scale: [
      'I will look at {value} projects, then.',
      'So something {value}, understood.',
      'Noted, on the {value} side.',
    ],
    unsure: [
      'Not being sure of the size is fine; I will assume a typical one.',
      'No problem, a typical size will do for now.',
    ],
    region: [
      '{Value}, good: I know the price level there.',
      'Thanks, {value} tells me which prices apply.',
      '{Value} is noted.',
    ],
    place: [
      '{Value} is fine; I have no prices of its own for it, so the average level applies.',
      'Thanks. For {value} I will use the average price level.',
    ],
    regionChanged: ['I have changed the place to {value}.', 'So it is {value}; that is corrected.'],
    declined: [
      'No problem, we can leave the place out and use the average price level.',
      'That is fine, the average price level will do.',
    ],
    features: ['I have added {value}.', '{Value}: on the list.', 'Gladly, with {value}.'],
    featuresDropped: ['Understood, without {value}.', 'I have taken {value} off the list.'],
    wish: ['I have noted {value} too.', '{Value} goes on the list of wishes.'],
    timeline: ['Your timing is noted.', 'Good to know when you would like it.'],
    budget: ['Thank you, your budget is noted.', 'I will keep your budget in mind.'],
  },
  intents: {
    greeting: [
      'Hello, and welcome to {tenant}!',
      'Hi there, good to have you with us.',
      'Hello again! I am glad to help.',
    ],
    thanks: ['You are very welcome.', 'My pleasure.', 'Gladly.'],
    price: [
      'The figures come with the estimate, worked out from comparable projects rather than guessed by me.',
      'I never guess a price; the estimate works it out from comparable projects.',
    ],
    duration: [
      'How long it takes is part of the estimate, along with the cost.',
      'The estimate answers that too: it shows cost and duration together.',
    ],
    why: ['Good that you ask. {reason}', 'A fair question. {reason}'],
    who: [
      'I am the automated assistant of {tenant}; I gather what an estimate needs.',
      'I am a program, not a person: the assistant of {tenant} for estimates.',
    ],
    person: [
      'The people of {tenant} can take over from here once you leave your contact details with the estimate.',
      'Of course. With your contact details, someone at {tenant} can get in touch with you.',
    ],
    estimate: [
      'Your estimate is what I am working towards; a little is still missing.',
      'Gladly, as soon as I know a little more.',
    ],
    contents: [
      'The estimate shows that: a likely and a cautious figure, the breakdown, what is assumed and what could go wrong.',
      'You will find that with the estimate: every figure comes with its reasons, its assumptions and its risks.',
    ],
    farewell: ['Goodbye, and thank you for your visit.', 'All the best for your project.'],
    contact: [
      'Thank you; please enter it in the contact form, where it is kept with your estimate.',
      'Thanks. The contact form is the right place for it, so that nothing gets lost.',
    ],
    oddSize: [
      'That size does not look right to me, so I have left it aside.',
      'I cannot quite believe that size; it may be a slip of the keyboard.',
    ],
    which: [
      'Gladly: just name the ones you want, and they go into the estimate.',
      'Good; tell me which of them, and I will add them.',
    ],
    agreed: ['Of course.', 'Very well.', 'Good.'],
    nothing: [
      'All right, nothing more there.',
      'Understood, we can leave that out.',
      'Fine, we will skip that.',
    ],
    unknown: [
      'That is quite all right, we will find out together.',
      'No problem, nobody knows everything at the start.',
    ],
    question: [
      'That is best answered by the people of {tenant}; I can help you find out what your project will take.',
      'I would leave that question to {tenant}, as I only look after estimates.',
      'That goes beyond what I know here, but your project I can help with.',
    ],
    statement: [
      'Thanks, that goes into the description of your project.',
      'Understood, I keep that with your project.',
      'Good to know, it is part of the description now.',
    ],
    offTopic: [
      'I am not sure what that means for your project, so let me ask differently.',
      'That leads a little away from the estimate; let us come back to it.',
      'I could not make out anything about the project in that, sorry.',
      'Let us stay with your project for a moment.',
    ],
  },
  reasons: {
    project: 'The kind of project decides which others I compare it with.',
    size: 'Size moves cost and time more than almost anything else.',
    region: 'Wages and material cost more in some places than in others.',
    features: 'Extras are what makes two similar projects differ in cost.',
    timeline: 'The timing shows whether the usual duration fits your plans.',
    budget: 'A budget shows whether the usual scope fits your plans; it does not change the figures.',
    contact: 'The contact lets {tenant} send you the estimate and answer questions.',
  },
  recap: {
    leads: ['So far I have {value}.', 'Let me sum up: {value}.', 'This is what I understood: {value}.'],
    news: ['Great, so that is {value}.', 'Wonderful: {value}. I have all of that.'],
    size: 'of about {value}',
    scale: 'on the {value} side',
    place: 'in {value}',
    features: 'with {value}',
  },
  ready: {
    first: [
      'That is all I need: your estimate is ready. Choose “Show my estimate” to see it.',
      'Good news, your estimate is ready now; “Show my estimate” opens it.',
    ],
    still: [
      'Your estimate stays ready and takes this into account.',
      'The estimate is at hand whenever you like.',
      'You can open your estimate at any time.',
    ],
    done: [
      'I have no further questions. Choose “Show my estimate” for cost, time and what they rest on, or tell me what should change.',
      'Everything I wanted to know is there. Your estimate is ready to be opened, and any change you mention goes into it.',
      'Your estimate is ready and complete. Open it whenever you like, or name anything that should be different.',
    ],
    open: [
      'Your estimate is ready: the button “Show my estimate” opens it, and afterwards you can still change anything you like.',
      'Gladly. “Show my estimate” opens it with cost, time, and what could still move them.',
    ],
    contact: [
      'Your estimate is ready; before it is shown, {tenant} asks for a way to reach you.',
      'The estimate is ready and only waits for your contact details.',
    ],
    optional: [
      'If you like, one thing to sharpen it:',
      'One more question, only if you care to answer:',
      'To make it fit better:',
    ],
  },
  fillers: [
    'A rough answer is enough, and you can change it at any time.',
    'An approximate answer will do; nothing is final here.',
    'Just say it in your own words, or pick one of the suggestions.',
  ],
};
