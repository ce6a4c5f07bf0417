-- The names by which tags are found.

-- Returns a name in the form in which names are compared: without accents, in lower case. One space replaces each run
-- of white space and ASCII punctuation.
create function plain_name(name text) returns text language sql stable
  return btrim(regexp_replace(lower(unaccent(name)), '[\s!-/:-@\[-`{-~]+', ' ', 'g'));

-- Runs after a tag was added or renamed. Replaces the tag's rows in tag_names. A search for a tag may begin with any of
-- the first six words of its name, its slug or an alias. So each of these texts is stored whole, then without its first
-- word, then without its first two words, and so on.
create function tags_take_names() returns trigger language plpgsql as $$
begin
  delete from tag_names where tag_id = new.id;
  insert into tag_names (tag_id, language, name, is_whole)
    select new.id, new.language, left(array_to_string(words[first:], ' '), 200), bool_or(first = 1)
    from (select distinct string_to_array(plain_name(name), ' ') as words
      from unnest(array[new.name, new.slug] || new.aliases) as name) as names
    cross join lateral generate_series(1, least(cardinality(words), 6)) as first
    where words[first] <> ''
    group by 3;
  return null;
end $$;

create trigger tags_take_names_at_first after insert on tags for each row execute function tags_take_names();

create trigger tags_take_names after update on tags for each row
  when ((old.name, old.slug, old.aliases, old.language) is distinct from (new.name, new.slug, new.aliases, new.language))
  execute function tags_take_names();
