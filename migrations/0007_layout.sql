-- A file can hold several tables: the layout names each of them, and a figure says in which one it stood.
alter table facts add column source_table smallint not null default 0;

-- Layouts and readings that are kept already describe one table. The owner is subject to row-level security, too.
alter table deliveries no force row level security;
update deliveries
set layout = jsonb_build_object(
      'tables', jsonb_build_array(layout - 'placeNames' - 'dot'),
      'placeNames', coalesce(layout->'placeNames', '{}'::jsonb))
    || case when layout ? 'dot' then jsonb_build_object('dot', layout->'dot') else '{}'::jsonb end
where layout is not null and not layout ? 'tables';
update deliveries
set analysis = analysis || jsonb_build_object(
  'headings', jsonb_build_array(analysis->'headings'),
  'problems', (select coalesce(jsonb_agg(problem || '{"table": 0}'::jsonb), '[]'::jsonb)
               from jsonb_array_elements(analysis->'problems') as problem))
where analysis->>'state' = 'read';
alter table deliveries force row level security;
