import type { CatalogueSubcategory, CatalogueVariant } from './catalogue.ts';

type Row = [
  costs: CatalogueVariant['cost'],
  weeks: CatalogueVariant['weeks'],
  personWeeks: number,
  keywords: string,
  description: string,
];

/** Software projects, small, medium and large. Thousands of USD, weeks, person-weeks; industry averages 2024. */
export const softwareVariants: readonly CatalogueSubcategory[] = [
  kindOf('api_development', 'API Development', [
    [
      [30, 40, 54],
      [5, 7, 10],
      5,
      'few endpoints, crud, single resource, internal api, webhook, prototype, microservice, simple rest api',
      'A REST or GraphQL interface with a handful of endpoints over one data source: CRUD, tests, short documentation.',
    ],
    [
      [84, 112, 152],
      [9, 12, 17],
      14,
      'endpoints, auth, background jobs, rest backend, graphql, several resources, roles, third party calls',
      'A backend API with some dozens of endpoints: authentication, roles, background jobs, a few outside services.',
    ],
    [
      [240, 330, 460],
      [18, 25, 35],
      40,
      'api platform, public api, rate limiting, partner keys, hundreds of endpoints, api gateway, developer portal, microservices, high availability, sdk',
      'A public API platform: hundreds of endpoints, partner keys, rate limits, versions, developer portal, high availability.',
    ],
  ]),
  kindOf('web_app', 'Web Application', [
    [
      [42, 56, 76],
      [6, 8, 11],
      7,
      'few pages, one user role, internal tool, mvp, prototype, single page, simple website, internal dashboard, landing page',
      'A web application of a few pages and one kind of user: an internal tool, a first version, a simple site with forms.',
    ],
    [
      [120, 162, 222],
      [11, 15, 21],
      20,
      'customer portal, accounts, dashboard, booking, invoices, tickets, roles, reports, online shop, payments',
      'A web application or portal with accounts, roles, reports, payments and an admin area.',
    ],
    [
      [330, 455, 640],
      [20, 28, 39],
      55,
      'web platform, multi tenant, sso, modules, marketplace, thousands of users, saas platform, enterprise portal, audit, real time',
      'A large web platform: many modules, several tenants, single sign-on, thousands of users, audit and real-time parts.',
    ],
  ]),
  kindOf('mobile_app', 'Mobile App', [
    [
      [54, 72, 98],
      [7, 10, 14],
      9,
      'few screens, iphone only, android only, mvp, prototype, single platform, one platform',
      'A mobile app of a few screens for one platform: content, a form or two, sign-in.',
    ],
    [
      [150, 204, 280],
      [13, 18, 25],
      25,
      'ios and android, accounts, calendar, push notifications, payments, barcode scanner, maps, booking',
      'A mobile app for iOS and Android: accounts, push notifications, payments, maps or scanning, its own backend.',
    ],
    [
      [390, 540, 760],
      [24, 33, 46],
      65,
      'consumer app, both stores, chat, video, offline sync, millions of users, social network, streaming, ride sharing, real time',
      'A large consumer app in both stores: chat, video, offline sync, heavy backend, great numbers of users.',
    ],
  ]),
  kindOf('integration', 'System Integration', [
    [
      [18, 24, 33],
      [3, 4, 6],
      3,
      'one way sync, two systems, contacts only, single connector, zapier, nightly export, webhook',
      'A connection between two systems, one way or with few fields: sync, mapping, alerts.',
    ],
    [
      [54, 73, 100],
      [7, 10, 14],
      9,
      'both ways, bidirectional, orders flow, three systems, erp, crm, shop and warehouse, edi',
      'An integration of several systems such as ERP, shop and warehouse, data flowing both ways, with error handling.',
    ],
    [
      [144, 198, 276],
      [14, 19, 27],
      24,
      'event bus, legacy systems, enterprise service bus, kafka, sap, workday, middleware, dozens of systems, hub',
      'An enterprise integration: many systems, legacy among them, an event bus, monitoring, security reviews.',
    ],
  ]),
  kindOf('migration', 'Data Migration', [
    [
      [15, 21, 30],
      [2, 3, 5],
      2.5,
      'spreadsheets, one database, single database, few tables, one application, csv import, gigabytes',
      'A move of one small database or a few spreadsheets into a new system: mapping, trial run, check.',
    ],
    [
      [48, 66, 93],
      [6, 9, 13],
      8,
      'tables, stored procedures, oracle to postgres, several databases, schema conversion, crm data, historical data',
      'A migration of a database with a hundred or so tables and its procedures: conversion, rehearsals, cut-over.',
    ],
    [
      [138, 194, 280],
      [13, 18, 26],
      23,
      'data centre exit, data center, lift and shift, hundreds of servers, data warehouse, mainframe, terabytes, petabytes, zero downtime, all databases',
      'A large migration: data centre exit, warehouse or mainframe, terabytes, zero downtime, many rehearsals.',
    ],
  ]),
];

function kindOf(subcategory: string, title: string, rows: [Row, Row, Row]): CatalogueSubcategory {
  const base = title.toLowerCase().replaceAll(' ', '-');
  const scales = ['Small', 'Medium', 'Large'] as const;
  const variants = rows.map(([cost, weeks, size, keywords, description], index) => {
    const scale = scales[index] ?? 'Large';
    return {
      key: `${base}-${scale.toLowerCase()}`,
      name: `${title} - ${scale}`,
      cost,
      weeks,
      size,
      keywords,
      description,
    };
  });
  return { category: 'software', subcategory, usual: `${base}-medium`, variants };
}
