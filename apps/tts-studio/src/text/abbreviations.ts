/** Never the end of a sentence: a name or a number follows. Lower case, without the full stop. */
export const titleAbbreviations: ReadonlySet<string> = new Set(
  (
    'mr mrs ms mx messrs mme mlle dr prof rev revd fr hon st ste sr sra srta capt cap cmdr col comm gen lt maj sgt cpl pvt adm gov sen rep pres ' +
    'supt insp det ft mt mts vs viz cf eg ie e.g i.e al ca approx esq gen esp'
  ).split(' '),
)

/** Not the end of a sentence when a number follows ("No. 5", "pp. 12"). */
export const numberAbbreviations: ReadonlySet<string> = new Set(
  (
    'no nos nr vol vols p pp ch chap chaps fig figs eq sec sect art ver v bk pt par ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec'
  ).split(' '),
)

/** May end a sentence or not: they do when a capital follows. */
export const openAbbreviations: ReadonlySet<string> = new Set(
  'etc jr inc ltd co corp bros dept est a.m p.m u.s u.k ph.d b.c a.d b.a m.a m.d'.split(' '),
)
