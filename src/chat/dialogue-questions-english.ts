import type { Questions } from './dialogue-wording.ts';

export const englishQuestions: Questions = {
  topics: {
    project: [
      'What kind of project do you have in mind?',
      'Which comes closest to your plans: something at home, such as a pool, a kitchen or a roof, or a piece of software?',
      'Could you tell me in a few words what should be built, renewed or developed?',
      'What should be there at the end that is not there today?',
      'If you had to name your project in two or three words, what would they be?',
      'Is there something at your home or in your software that you would like to have done?',
    ],
    size: [
      'Roughly how big is it? Small, medium or large is an answer too.',
      'Would you call it small, medium or large? You can also say that you are not sure.',
      'What can you say about its size, even if only approximately?',
      'Is there a measurement you know, or shall I take a typical size?',
      'Compared with others you have seen, is it smaller, about the same, or larger?',
    ],
    region: [
      'Which city is it in? Prices differ quite a bit from place to place.',
      'In what area would the work take place? You may also keep that to yourself.',
      'Could you name the nearest larger city?',
      'What should I note as the location: a city, a region, or rather nothing?',
      'Which place should the prices be taken from?',
    ],
    features: [
      'Are there any extras or special wishes I should know of?',
      'What else should be included, if anything?',
      'Is there something that would make it special for you?',
    ],
    timeline: [
      'When would you like it to start or to be finished?',
      'Do you have a date or a season in mind?',
      'How soon should it happen?',
    ],
    budget: [
      'Do you have a budget in mind, even a rough one?',
      'Is there an amount you would like to stay within?',
      'Roughly what have you set aside for it?',
    ],
    contact: [
      'Which name and e-mail address may {tenant} use? The contact form takes them.',
      'Where may {tenant} send the estimate? Please leave your e-mail address in the contact form.',
      'Would you fill in the contact form, so that {tenant} can reach you?',
    ],
  },
  project: {
    construction:
      'What is it at your home: a pool, an ADU, a kitchen or bathroom remodel, landscaping, a roof or flooring?',
    software: 'Which is it: an API, a web application, a mobile app, an integration or a data migration?',
  },
  size: {
    pool: 'How long and how wide should the pool be, roughly?',
    adu: 'How many square feet should the ADU have, roughly?',
    kitchen_remodel: 'How large is the kitchen, roughly, in feet or square feet?',
    bathroom_remodel: 'How large is the bathroom, roughly, in feet or square feet?',
    landscaping: 'How large is the area to be landscaped?',
    roofing: 'How large is the roof, roughly, in square feet?',
    flooring: 'How many square feet of floor would you like to have covered?',
    api_development: 'How big is the API: a few endpoints, a medium set, or a large platform?',
    web_app: 'How big is the application: small, medium or large?',
    mobile_app: 'How big is the app: a few screens, a medium one, or a large one?',
    integration: 'How big is the integration: one data flow, several, or a large landscape?',
    migration: 'How much has to be migrated: a small database, a medium one, or a large set of systems?',
  },
  region: {
    construction: 'Where is the project? A city or a region is enough.',
    software: 'Where is your company or your team? A city, a state or a country is enough.',
  },
  features: {
    pool: 'Would you like a spa, heating, an automatic cover or a waterfall with the pool?',
    adu: 'Does the ADU need solar, a skylight or custom cabinets?',
    kitchen_remodel: 'Should there be an island or custom cabinets, or are walls to be moved?',
    bathroom_remodel: 'Would you like a walk-in shower or a heated floor, or are walls to be moved?',
    landscaping: 'Should there be irrigation, a retaining wall, lighting or an outdoor kitchen?',
    roofing: 'Does the old roofing have to be torn off, and would you like a skylight or solar?',
    flooring: 'Should the floor be heated, or is the old one to be demolished first?',
    api_development: 'Does the API need single sign-on, payments or an admin dashboard?',
    web_app: 'Does it need single sign-on, payments, an admin dashboard or several languages?',
    mobile_app: 'Does the app need payments, an offline mode or several languages?',
    integration: 'Are single sign-on, payments or an admin dashboard part of it?',
    migration: 'Does the new system need single sign-on, an admin dashboard or several languages?',
  },
  again: [
    'Let me come back to this.',
    'One more try, if I may.',
    'I still lack this one thing.',
    'Sorry to ask again.',
    'Just so that I can go on.',
    'Whenever you are ready.',
  ],
};
