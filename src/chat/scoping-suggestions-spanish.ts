import type { Suggestions } from './dialogue-wording.ts';

const unsure = 'No estoy seguro';
const sized = ['Pequeño', 'Mediano', 'Grande', unsure] as const;
const noBudget = 'Aún sin presupuesto';
const softwareBudgets = ['Menos de $50,000', 'De $50,000 a $150,000', noBudget] as const;
const noExtras = 'Sin extras';

export const spanishSuggestions: Suggestions = {
  showEstimate: 'Ver mi estimación',
  project: {
    any: ['Una piscina', 'Reforma de cocina', 'Un techo nuevo', 'Una aplicación web'],
    construction: ['Una piscina', 'Reforma de cocina', 'Reforma de baño', 'Un techo nuevo'],
    software: ['Una aplicación web', 'Una aplicación móvil', 'Una API', 'Migración de datos'],
  },
  size: {
    any: sized,
    pool: ['12 x 24 pies', '15 x 30 pies', '20 x 40 pies', unsure],
    adu: ['400 pies cuadrados', '600 pies cuadrados', '900 pies cuadrados', unsure],
    kitchen_remodel: ['120 pies cuadrados', '160 pies cuadrados', '220 pies cuadrados', unsure],
    bathroom_remodel: ['40 pies cuadrados', '60 pies cuadrados', '90 pies cuadrados', unsure],
    landscaping: ['500 pies cuadrados', '1,200 pies cuadrados', '2,500 pies cuadrados', unsure],
    roofing: ['1,500 pies cuadrados', '1,800 pies cuadrados', '2,500 pies cuadrados', unsure],
    flooring: ['300 pies cuadrados', '600 pies cuadrados', '1,200 pies cuadrados', unsure],
    api_development: sized,
    web_app: sized,
    mobile_app: sized,
    integration: sized,
    migration: sized,
  },
  region: {
    construction: ['Los Ángeles', 'San Diego', 'San Francisco', 'Prefiero no decirlo'],
    software: ['San Francisco', 'Nueva York', 'Texas', 'Prefiero no decirlo'],
  },
  features: {
    pool: ['Con spa', 'Climatizada, con cubierta automática', noExtras],
    adu: ['Con paneles solares', 'Gabinetes a medida', noExtras],
    kitchen_remodel: ['Una isla', 'Gabinetes a medida', 'Mover una pared', noExtras],
    bathroom_remodel: ['Ducha a ras de suelo', 'Suelo radiante', noExtras],
    landscaping: ['Riego', 'Muro de contención', 'Cocina exterior', noExtras],
    roofing: ['Retirar el techo viejo', 'Un tragaluz', 'Paneles solares', noExtras],
    flooring: ['Suelo radiante', 'Demolición del piso viejo', noExtras],
    api_development: ['Inicio de sesión único', 'Pagos', 'Panel de administración', noExtras],
    web_app: ['Inicio de sesión único', 'Pagos', 'Panel de administración', noExtras],
    mobile_app: ['Pagos', 'Modo sin conexión', 'Varios idiomas', noExtras],
    integration: ['Inicio de sesión único', 'Pagos', noExtras],
    migration: ['Inicio de sesión único', 'Panel de administración', noExtras],
  },
  timeline: ['Lo antes posible', 'En 3 meses', 'En primavera', 'El año que viene'],
  budget: {
    pool: ['Menos de $75,000', 'De $75,000 a $150,000', noBudget],
    adu: ['Menos de $150,000', 'De $150,000 a $300,000', noBudget],
    kitchen_remodel: ['Menos de $30,000', 'De $30,000 a $80,000', noBudget],
    bathroom_remodel: ['Menos de $15,000', 'De $15,000 a $40,000', noBudget],
    landscaping: ['Menos de $10,000', 'De $10,000 a $40,000', noBudget],
    roofing: ['Menos de $20,000', 'De $20,000 a $40,000', noBudget],
    flooring: ['Menos de $8,000', 'De $8,000 a $15,000', noBudget],
    api_development: softwareBudgets,
    web_app: softwareBudgets,
    mobile_app: softwareBudgets,
    integration: softwareBudgets,
    migration: softwareBudgets,
  },
  contact: ['Relleno el formulario', '¿Por qué lo necesita?'],
  changes: ['Cambiar el tamaño', 'Cambiar el lugar', 'Cambiar los extras'],
};
