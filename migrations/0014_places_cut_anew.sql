-- Several areas end on a day and several others begin in their stead, each made of parts of the old ones.
alter table place_changes
  drop constraint place_changes_kind_check,
  add constraint place_changes_kind_check check (kind in ('split', 'merged', 'recut', 'renamed', 'moved'));
