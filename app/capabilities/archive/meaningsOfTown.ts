import type { TableMeaning } from './meaning.ts'

/** Municipality, people and their rights, places, organisations, audit trail, pages. */
export const meaningsOfTown: Readonly<Record<string, TableMeaning>> = {
  tenants: {
    title: 'Kommune',
    about: 'Die Kommune selbst; genau eine Zeile.',
    columns: {
      id: 'Nummer der Kommune; steht als tenant_id in jeder Tabelle',
      slug: 'Kürzel in den Adressen der Seiten',
      kind: 'Art: municipality (Stadt oder Gemeinde), county (Kreis), state-office (Landesstelle)',
      demo: 'true: Vorführung, keine echte Kommune',
    },
  },
  tenant_settings: {
    title: 'Einstellungen der Kommune',
    about: 'Höchstens eine Zeile; ohne sie gelten die Vorgaben.',
    columns: {
      second_factor:
        'wer einen zweiten Faktor braucht: nobody (niemand), sensitive (mit heiklen Rechten), everybody (alle)',
      contact_email: 'Adresse für Fragen der Öffentlichkeit',
      feedback_email: 'Adresse, an die Rückmeldungen gehen',
    },
  },
  accounts: {
    title: 'Personen',
    about:
      'Wer in dieser Kommune ein Recht hat oder eingeladen wurde. Kennwörter und zweite Faktoren sind nicht enthalten.',
    columns: {
      key: 'Kürzel der Person',
      name: 'Name der Person',
      invented: 'true: erfundene Person der Vorführung',
      email: 'E-Mail-Adresse in Kleinbuchstaben',
      email_confirmed_at: 'Zeitpunkt, zu dem die Adresse bestätigt wurde (UTC)',
      disabled_at: 'Zeitpunkt, seit dem das Konto geschlossen ist (UTC)',
    },
  },
  memberships: {
    title: 'Rollen der Personen',
    about: 'Eine Zeile je Person und Rolle; die Einschränkungen stehen in membership_scopes.',
    columns: {
      role: 'Rolle: coordination (Koordination), planning (Planung), area_coordination (Sozialraum), practitioner (Fachkraft), provider (Träger), leadership (Leitung), state_office (Landesstelle), trust_centre (Vertrauensstelle), delivery_office (liefernde Stelle), data_protection (Datenschutz), administration (Verwaltung)',
      origin: 'person: von Hand vergeben; group: durch eine Gruppe der zentralen Anmeldung',
    },
  },
  membership_scopes: {
    title: 'Geltungsbereiche der Rollen',
    about: 'Worauf eine Rolle beschränkt ist; ohne Zeile einer Art gilt sie für alles dieser Art.',
    columns: {
      membership_id: 'Rolle (memberships.id)',
      kind: 'Art: place (Ort), organisation (Organisation), field (Handlungsfeld)',
      key: 'Kürzel des Ortes, der Organisation oder des Handlungsfeldes',
    },
  },
  invitations: {
    title: 'Einladungen',
    about:
      'Verschickte Einladungen. Die Links sind nicht enthalten; offene Einladungen erneuern Sie nach einem Umzug.',
    columns: {
      email: 'E-Mail-Adresse der eingeladenen Person',
      name: 'Name der eingeladenen Person',
      grants: 'Rollen mit Geltungsbereich, die sie erhalten soll',
      mailed: 'true: per E-Mail verschickt; false: der Link wurde angezeigt',
      created_by_account: 'Konto der einladenden Person (accounts.id); leer: über die Befehlszeile',
      expires_at: 'Zeitpunkt, bis zu dem sie gilt (UTC)',
      accepted_at: 'Zeitpunkt der Annahme (UTC)',
      revoked_at: 'Zeitpunkt, zu dem sie zurückgezogen wurde (UTC)',
    },
  },
  sign_on_providers: {
    title: 'Zentrale Anmeldung',
    about:
      'Der Anmeldedienst der Kommune (OpenID Connect). Sein Geheimnis ist nicht enthalten und wird nach einem Umzug neu eingetragen.',
    columns: {
      issuer: 'Adresse des Anmeldedienstes',
      client_id: 'Kennung dieser Software beim Anmeldedienst',
      label: 'Beschriftung der Schaltfläche',
      group_claim: 'Angabe, in der der Dienst die Gruppen nennt',
      trusts_second_factor: 'true: der Dienst prüft selbst einen zweiten Faktor',
      enabled: 'true: eingeschaltet',
    },
  },
  sign_on_groups: {
    title: 'Gruppen der zentralen Anmeldung',
    about: 'Welche Gruppe des Anmeldedienstes welche Rolle gibt.',
    columns: {
      group_name: 'Gruppe beim Anmeldedienst',
      role: 'Rolle, wie in memberships.role',
      scope: 'Geltungsbereich der Rolle',
    },
  },
  sign_on_identities: {
    title: 'Personen der zentralen Anmeldung',
    about: 'Wer ein Konto des Anmeldedienstes hier ist.',
    columns: {
      issuer: 'Adresse des Anmeldedienstes',
      subject: 'Kennung der Person beim Anmeldedienst',
      email: 'E-Mail-Adresse, wie der Dienst sie nennt; nur zur Anzeige',
    },
  },
  audit_entries: {
    title: 'Protokoll',
    about:
      'Jede Änderung und jeder Blick auf geschützte Zahlen. Jeder Eintrag trägt die Prüfsumme des Eintrags davor: Eine Änderung fällt auf.',
    columns: {
      position: 'laufende Nummer',
      at: 'Zeitpunkt (UTC)',
      account_id: 'Person (accounts.id, auch wenn sie dort nicht mehr steht); 0: Befehlszeile',
      actor: 'Name der Person zu dieser Zeit',
      action: 'was getan wurde',
      thing: 'woran',
      details: 'Einzelheiten; personenbezogene Felder sind verdeckt',
      previous_hash: 'Prüfsumme des Eintrags davor',
      hash: 'Prüfsumme dieses Eintrags (SHA-256)',
      kind: 'change (Änderung), look (Einsicht), account (Rechte von Personen)',
      reason: 'Begründung einer Einsicht',
      hash_version: '1: ohne kind und reason; 2: die Prüfsumme umfasst alles',
    },
  },
  audit_heads: {
    title: 'Ende des Protokolls',
    about: 'Der letzte Eintrag des Protokolls; genau eine Zeile.',
    columns: {
      position: 'laufende Nummer des letzten Eintrags',
      hash: 'Prüfsumme des letzten Eintrags',
      change_hash: 'Prüfsumme des letzten Eintrags, der Daten geändert hat',
    },
  },
  site_pages: {
    title: 'Seiten der Kommune',
    about:
      'Barrierefreiheit, Datenschutz, Impressum, Leichte Sprache, Gebärdensprache; jede Änderung ist eine neue Fassung.',
    columns: {
      kind: 'accessibility, privacy, imprint, plain-language oder sign-language',
      language: 'Sprache: de oder en',
      version: 'Fassung; die höchste gilt',
      content: 'Inhalt',
      changed_by: 'wer sie geschrieben hat (Name zu dieser Zeit)',
      changed_at: 'Zeitpunkt der Fassung (UTC)',
    },
  },
  feedback: {
    title: 'Rückmeldungen',
    about: 'Was Menschen über das Formular zur Barrierefreiheit geschrieben haben.',
    columns: {
      submission: 'Kennung des abgeschickten Formulars',
      page: 'Seite, um die es geht',
      text: 'die Rückmeldung',
      reply_to: 'E-Mail-Adresse für eine Antwort, wenn sie genannt wurde',
      done_at: 'Zeitpunkt der Erledigung (UTC)',
      done_by: 'wer sie erledigt hat (Name zu dieser Zeit)',
    },
  },
  places: {
    title: 'Orte',
    about: 'Land, Kreis, Stadt, Sozialräume und Quartiere. Ihre Grenzen stehen in grenzen.geojson.',
    columns: {
      kind: 'state (Land), county (Kreis), town (Stadt), area (Sozialraum), quarter (Quartier), unassigned (nicht zuordenbar)',
      name: 'Name',
      ags: 'amtlicher Gemeindeschlüssel',
      tile_column: 'Spalte auf der Kachelkarte, von links, ab 0',
      tile_row: 'Zeile auf der Kachelkarte, von oben, ab 0',
      boundary: 'Grenze (WGS 84)',
      invented: 'true: erfundener Ort',
    },
  },
  place_links: {
    title: 'Gliederung der Orte',
    about: 'Welcher Ort in welchem liegt; es kann mehrere Gliederungen geben.',
    columns: {
      hierarchy: 'Name der Gliederung',
      parent_id: 'übergeordneter Ort (places.id)',
      valid_from: 'erster Tag, an dem er dort liegt; 0001-01-01: schon immer',
      valid_to: 'letzter Tag, an dem er dort liegt; leer: weiterhin',
    },
  },
  place_aliases: {
    title: 'Andere Schreibweisen der Orte',
    about: 'Wie Fachstellen einen Ort sonst nennen.',
    columns: {
      alias: 'Schreibweise',
      source: 'Kürzel der Quelle, in deren Dateien sie gilt; leer: in allen',
    },
  },
  place_keys: {
    title: 'Schlüssel der Orte',
    about: 'Schlüssel, die Fachstellen neben dem amtlichen Gemeindeschlüssel benutzen.',
    columns: { system: 'wessen Schlüssel es ist', key: 'der Schlüssel mit seinen führenden Nullen' },
  },
  place_changes: {
    title: 'Änderungen von Orten',
    about: 'Teilungen, Zusammenlegungen, Neuzuschnitte, neue Namen und neue Zuordnungen.',
    columns: {
      kind: 'split (aufgeteilt), merged (zusammengelegt), recut (neu zugeschnitten), renamed (umbenannt), moved (anders zugeordnet)',
      happened_on: 'erster Tag, an dem das Neue gilt',
      place_id: 'Ort, der umbenannt oder anders zugeordnet wurde (places.id)',
      former_name: 'Name bis zum Tag davor',
      base: 'woran die Anteile gemessen wurden',
      note: 'Bemerkung',
      decided_by: 'Gremium, das entschieden hat',
      recorded_at: 'Zeitpunkt der Eingabe (UTC)',
    },
  },
  place_successions: {
    title: 'Nachfolge von Orten',
    about: 'Welcher Anteil eines früheren Ortes in welchem neuen liegt: part geteilt durch whole.',
    columns: {
      former_id: 'früherer Ort (places.id)',
      successor_id: 'neuer Ort (places.id)',
      change_id: 'Änderung (place_changes.id)',
      part: 'Teil',
      whole: 'Ganzes, in derselben Einheit',
    },
  },
  place_files: {
    title: 'Hochgeladene Dateien zu Orten',
    about: 'Straßenverzeichnisse, Grenzen und Standorte, die hochgeladen, aber noch nicht übernommen sind.',
    columns: {
      kind: 'streets (Straßenverzeichnis), boundaries (Grenzen), points (Standorte)',
      file_id: 'Datei (files.id)',
      choices: 'was dazu gewählt wurde: Datum, Spalten, Bedeutung der Namen',
      created_by: 'wer sie hochgeladen hat (Name zu dieser Zeit)',
      created_at: 'Zeitpunkt (UTC)',
    },
  },
  street_registers: {
    title: 'Fassungen des Straßenverzeichnisses',
    about: 'Eine Fassung gilt, bis die nächste beginnt.',
    columns: {
      valid_from: 'erster Tag, an dem sie gilt',
      file_name: 'Name der Datei',
      file_hash: 'Prüfsumme der Datei (SHA-256)',
      line_count: 'Zahl der Zeilen',
      street_count: 'Zahl der Straßen',
      created_by: 'wer sie übernommen hat (Name zu dieser Zeit)',
      created_at: 'Zeitpunkt (UTC)',
    },
  },
  street_ranges: {
    title: 'Straßenverzeichnis',
    about: 'Welche Hausnummern einer Straße an welchem Ort liegen.',
    columns: {
      register_id: 'Fassung (street_registers.id)',
      row_number: 'Zeile der Datei',
      street: 'Straße',
      side: 'all (alle), odd (ungerade), even (gerade)',
      from_number: 'erste Hausnummer',
      from_suffix: 'Buchstabe dazu',
      to_number: 'letzte Hausnummer; leer: bis zum Ende der Straße',
      to_suffix: 'Buchstabe dazu',
      postcode: 'Postleitzahl',
      town: 'Gemeinde',
    },
  },
  place_points: {
    title: 'Einrichtungen als Punkte',
    about: 'Wo Einrichtungen liegen. In welchem Sozialraum, ergibt sich aus Grenzen und Straßenverzeichnis.',
    columns: {
      kind: 'kita (Kita), family_centre (Familienzentrum), school (Schule), youth_centre (Jugendzentrum), health (Gesundheit), counselling (Beratung), other (Sonstiges)',
      street: 'Straße',
      house_number: 'Hausnummer',
      postcode: 'Postleitzahl',
      town: 'Gemeinde',
      longitude: 'Länge in Grad (WGS 84)',
      latitude: 'Breite in Grad (WGS 84)',
      shown: 'ob alle sie auf der Seite ihres Sozialraums sehen',
    },
  },
  organisations: {
    title: 'Organisationen',
    about: 'Ämter, Einrichtungen und Träger.',
    columns: { kind: 'office (Amt), facility (Einrichtung), provider (Träger)' },
  },
}
