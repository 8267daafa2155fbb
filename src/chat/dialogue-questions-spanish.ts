import type { Questions } from './dialogue-wording.ts';

export const spanishQuestions: Questions = {
  topics: {
    project: [
      '¿Qué tipo de proyecto tiene en mente?',
      '¿Qué se acerca más a sus planes: algo en casa, como una piscina, una cocina o un techo, o bien software?',
      '¿Podría decirme en pocas palabras qué hay que construir, renovar o desarrollar?',
      '¿Qué debería haber al final que hoy no existe?',
      'Si tuviera que nombrar su proyecto en dos o tres palabras, ¿cuáles serían?',
      '¿Hay algo en su casa o en su software que le gustaría hacer?',
    ],
    size: [
      '¿Qué tamaño tiene más o menos? Pequeño, mediano o grande también sirve.',
      '¿Diría que es pequeño, mediano o grande? También puede decir que no está seguro.',
      '¿Qué puede decirme de su tamaño, aunque sea aproximado?',
      '¿Conoce alguna medida, o tomo un tamaño habitual?',
      'Comparado con otros que ha visto, ¿es menor, parecido o mayor?',
    ],
    region: [
      '¿En qué ciudad está? Los precios cambian bastante de un lugar a otro.',
      '¿En qué zona se haría el trabajo? También puede no decirlo.',
      '¿Podría nombrar la ciudad grande más cercana?',
      '¿Qué anoto como lugar: una ciudad, una región o mejor nada?',
      '¿De qué lugar debo tomar los precios?',
    ],
    features: [
      '¿Hay extras o deseos especiales que deba conocer?',
      '¿Qué más debería incluirse, si acaso?',
      '¿Hay algo que lo haría especial para usted?',
    ],
    timeline: [
      '¿Cuándo le gustaría empezar o terminar?',
      '¿Tiene en mente una fecha o una estación del año?',
      '¿Con qué prisa debería hacerse?',
    ],
    budget: [
      '¿Tiene un presupuesto en mente, aunque sea aproximado?',
      '¿Hay una cantidad que no quiera superar?',
      '¿Cuánto ha reservado más o menos para ello?',
    ],
    contact: [
      '¿Qué nombre y correo puede usar {tenant}? El formulario de contacto los recoge.',
      '¿Adónde puede enviar {tenant} la estimación? Deje su correo en el formulario de contacto.',
      '¿Quiere rellenar el formulario de contacto para que {tenant} pueda escribirle?',
    ],
  },
  project: {
    construction: '¿Qué sería en su casa: piscina, ADU, reforma de cocina o de baño, jardín, techo o piso?',
    software:
      '¿Qué sería: una API, una aplicación web, una aplicación móvil, una integración o una migración de datos?',
  },
  size: {
    pool: '¿Qué largo y qué ancho tendría la piscina, más o menos?',
    adu: '¿Cuántos pies cuadrados tendría la vivienda, más o menos?',
    kitchen_remodel: '¿Qué tamaño tiene la cocina, más o menos, en pies o metros cuadrados?',
    bathroom_remodel: '¿Qué tamaño tiene el baño, más o menos, en pies o metros cuadrados?',
    landscaping: '¿Qué superficie tiene la zona del jardín?',
    roofing: '¿Qué superficie tiene el techo, más o menos?',
    flooring: '¿Cuántos pies o metros cuadrados de piso quiere cubrir?',
    api_development: '¿Qué alcance tiene la API: pocos puntos de acceso, mediano o una gran plataforma?',
    web_app: '¿Qué tamaño tiene la aplicación: pequeño, mediano o grande?',
    mobile_app: '¿Qué tamaño tiene la aplicación: pocas pantallas, mediano o grande?',
    integration: '¿Qué alcance tiene la integración: un flujo de datos, varios o muchos?',
    migration: '¿Cuánto hay que migrar: una base pequeña, una mediana o muchos sistemas?',
  },
  region: {
    construction: '¿Dónde está el proyecto? Basta con una ciudad o una región.',
    software: '¿Dónde está su empresa o su equipo? Basta con una ciudad, un estado o un país.',
  },
  features: {
    pool: '¿Quiere spa, calefacción, cubierta automática o cascada con la piscina?',
    adu: '¿Necesita la vivienda energía solar, un tragaluz o gabinetes a medida?',
    kitchen_remodel: '¿Habrá isla o gabinetes a medida, o se moverán paredes?',
    bathroom_remodel: '¿Quiere ducha a ras de suelo o suelo radiante, o se moverán paredes?',
    landscaping: '¿Habrá riego, muro de contención, iluminación o cocina exterior?',
    roofing: '¿Hay que retirar el techo viejo, y quiere tragaluz o energía solar?',
    flooring: '¿Será suelo radiante, o hay que demoler antes el piso viejo?',
    api_development: '¿Necesita la API inicio de sesión único, pagos o panel de administración?',
    web_app: '¿Necesita inicio de sesión único, pagos, panel de administración o varios idiomas?',
    mobile_app: '¿Necesita la aplicación pagos, modo sin conexión o varios idiomas?',
    integration: '¿Forman parte el inicio de sesión único, los pagos o un panel de administración?',
    migration: '¿Necesita el sistema nuevo inicio de sesión único, panel de administración o varios idiomas?',
  },
  again: [
    'Vuelvo a este punto.',
    'Lo intento una vez más.',
    'Todavía me falta este dato.',
    'Disculpe que insista.',
    'Es solo para poder seguir.',
    'Cuando guste.',
  ],
};
