import { spanishNames } from './dialogue-names-spanish.ts';
import type { Wording } from './dialogue-wording.ts';

export const spanish: Wording = {
  names: spanishNames,
  changes: {
    project: ['{Value}, muy bien: veamos qué hace falta.', 'Muy bien, {value}.', '{Value}, entendido.'],
    projectChanged: [
      'De acuerdo, ahora hablamos de {value}.',
      'Entendido, {value} en su lugar.',
      'He cambiado el proyecto: {value}.',
    ],
    size: [
      'Unos {value}, anotado.',
      'Con {value} ya me hago una idea clara.',
      'Gracias, cuento con {value}.',
    ],
    sizeChanged: [
      'Corregido: ahora son {value}.',
      'He cambiado el tamaño a {value}.',
      'Bien, entonces {value}.',
    ],
    scale: [
      'Miraré entonces proyectos de tamaño {value}.',
      'Algo de tamaño {value}, entendido.',
      'Anotado, de tamaño {value}.',
    ],
    unsure: [
      'No pasa nada si no sabe el tamaño; tomaré uno habitual.',
      'Sin problema, por ahora basta con un tamaño habitual.',
    ],
    region: [
      '{Value}, bien: conozco el nivel de precios de allí.',
      'Gracias, con {value} ya sé qué precios valen.',
      '{Value} queda anotado.',
    ],
    place: [
      '{Value} está bien; no tengo precios propios de allí, así que vale el nivel medio.',
      'Gracias. Para {value} tomaré el nivel medio de precios.',
    ],
    regionChanged: ['He cambiado el lugar: {value}.', 'Entonces es {value}; queda corregido.'],
    declined: [
      'Sin problema, dejamos el lugar abierto y vale el nivel medio de precios.',
      'Está bien, bastará con el nivel medio de precios.',
    ],
    features: ['He añadido {value}.', '{Value}: en la lista.', 'Con gusto, con {value}.'],
    featuresDropped: ['Entendido, sin {value}.', 'He quitado de la lista: {value}.'],
    wish: ['También he anotado {value}.', '{Value} va a la lista de deseos.'],
    timeline: ['El plazo queda anotado.', 'Es bueno saber para cuándo lo quiere.'],
    budget: ['Gracias, su presupuesto queda anotado.', 'Tendré en cuenta su presupuesto.'],
  },
  intents: {
    greeting: [
      '¡Hola! {tenant} le da la bienvenida.',
      '¡Buenas! Me alegra poder ayudarle.',
      '¡Hola de nuevo! Aquí estoy.',
    ],
    thanks: ['De nada.', 'Ha sido un placer.', 'Con mucho gusto.'],
    price: [
      'Las cifras llegan con la estimación, calculadas a partir de proyectos comparables y no adivinadas por mí.',
      'Nunca adivino un precio; la estimación lo calcula con proyectos comparables.',
    ],
    duration: [
      'La duración forma parte de la estimación, junto con el costo.',
      'También eso lo responde la estimación: muestra costo y duración a la vez.',
    ],
    why: ['Me alegra que lo pregunte. {reason}', 'Buena pregunta. {reason}'],
    who: [
      'Soy el asistente automático de {tenant}; reúno lo que una estimación necesita.',
      'Soy un programa, no una persona: el asistente de estimaciones de {tenant}.',
    ],
    person: [
      'El equipo de {tenant} puede seguir desde aquí en cuanto deje sus datos de contacto con la estimación.',
      'Por supuesto. Con sus datos, alguien de {tenant} puede ponerse en contacto con usted.',
    ],
    estimate: [
      'Su estimación es justo lo que preparo; todavía falta un poco.',
      'Con gusto, en cuanto sepa un poco más.',
    ],
    contents: [
      'Eso lo muestra la estimación: una cifra probable y una prudente, el desglose, lo que se supone y lo que podría salir mal.',
      'Lo encontrará con la estimación: cada cifra trae sus motivos, sus supuestos y sus riesgos.',
    ],
    farewell: ['Hasta pronto, y gracias por su visita.', 'Mucha suerte con su proyecto.'],
    contact: [
      'Gracias; escríbalo por favor en el formulario de contacto, donde queda junto a su estimación.',
      'Gracias. El formulario de contacto es su sitio, así no se pierde nada.',
    ],
    oddSize: [
      'Ese tamaño no me parece correcto, así que lo he dejado aparte.',
      'Me cuesta creer ese tamaño; quizá sea un error al teclear.',
    ],
    which: [
      'Con gusto: nombre los que quiera y entran en la estimación.',
      'Bien; dígame cuáles y los añado.',
    ],
    agreed: ['Por supuesto.', 'Muy bien.', 'Bien.'],
    nothing: ['Muy bien, nada más ahí.', 'Entendido, lo dejamos fuera.', 'De acuerdo, lo saltamos.'],
    unknown: ['No pasa nada, lo averiguaremos juntos.', 'Sin problema, al principio nadie lo sabe todo.'],
    question: [
      'A eso responde mejor el equipo de {tenant}; yo le ayudo a saber qué exige su proyecto.',
      'Esa pregunta la dejo para {tenant}, pues yo solo me ocupo de estimaciones.',
      'Eso va más allá de lo que sé aquí, pero con su proyecto sí puedo ayudar.',
    ],
    statement: [
      'Gracias, eso pasa a la descripción de su proyecto.',
      'Entendido, lo guardo con su proyecto.',
      'Es bueno saberlo, ya forma parte de la descripción.',
    ],
    offTopic: [
      'No sé bien qué significa eso para su proyecto; pregunto de otra manera.',
      'Eso nos aleja un poco de la estimación; volvamos a ella.',
      'Ahí no he encontrado nada sobre el proyecto, disculpe.',
      'Sigamos un momento con su proyecto.',
    ],
  },
  reasons: {
    project: 'El tipo de proyecto decide con qué otros lo comparo.',
    size: 'El tamaño mueve el costo y el plazo más que casi todo lo demás.',
    region: 'Los salarios y los materiales cuestan más en unos lugares que en otros.',
    features: 'Los extras son lo que distingue el costo de dos proyectos parecidos.',
    timeline: 'El plazo muestra si la duración habitual encaja con sus planes.',
    budget: 'El presupuesto muestra si el alcance habitual encaja con sus planes; no cambia las cifras.',
    contact: 'Con el contacto, {tenant} puede enviarle la estimación y responder a sus preguntas.',
  },
  recap: {
    leads: ['Hasta ahora tengo {value}.', 'Resumo: {value}.', 'Esto es lo que he entendido: {value}.'],
    news: ['Estupendo, entonces es {value}.', 'Perfecto: {value}. Lo tengo todo.'],
    size: 'de unos {value}',
    scale: 'de tamaño {value}',
    place: 'en {value}',
    features: 'con {value}',
  },
  ready: {
    first: [
      'Es todo lo que necesito: su estimación está lista. Elija «Ver mi estimación» para abrirla.',
      'Buenas noticias, su estimación ya está lista; «Ver mi estimación» la abre.',
    ],
    still: [
      'Su estimación sigue lista y lo tiene en cuenta.',
      'La estimación está a mano cuando quiera.',
      'Puede abrir su estimación en cualquier momento.',
    ],
    done: [
      'No tengo más preguntas. Elija «Ver mi estimación» para conocer costo, plazo y en qué se basan, o dígame qué debe cambiar.',
      'Ya está todo lo que quería saber. Su estimación está lista para abrirse, y cualquier cambio que mencione se incorpora.',
      'Su estimación está lista y completa. Ábrala cuando quiera o diga qué debería ser distinto.',
    ],
    open: [
      'Su estimación está lista: el botón «Ver mi estimación» la abre, y después todavía puede cambiar lo que quiera.',
      'Con gusto. «Ver mi estimación» la abre, con costo, plazo y lo que aún podría moverlos.',
    ],
    contact: [
      'Su estimación está lista; antes de mostrarla, {tenant} pide una forma de contactarle.',
      'La estimación está lista y solo espera sus datos de contacto.',
    ],
    optional: [
      'Si quiere, algo más para afinarla:',
      'Una pregunta más, solo si le apetece responder:',
      'Para que encaje mejor:',
    ],
  },
  fillers: [
    'Basta con una respuesta aproximada, y puede cambiarla cuando quiera.',
    'Vale una respuesta aproximada; aquí nada es definitivo.',
    'Dígalo con sus palabras o elija una de las sugerencias.',
  ],
};
