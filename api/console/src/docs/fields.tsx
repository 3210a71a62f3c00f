// What a request takes and an answer gives, as tables of fields; structs inside open on demand.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { enumInfo, say } from '../state/schema.ts';
import {
  boundsText,
  isOrNull,
  nameOf,
  resolved,
  typeText,
  type OpenApi,
  type Parameter,
  type Schema,
} from './document.ts';

const inner = (schema: Schema): Schema =>
  schema.items ? inner(schema.items) : (schema.anyOf?.find((one) => one.type !== 'null') ?? schema);

// The words of an enum with their labels, as the schema has them.
function Words({ name, values }: { name: string | undefined; values: (string | null)[] }) {
  const info = name === undefined ? undefined : enumInfo(name);
  return (
    <ul class="docs-words">
      {values
        .filter((value) => value !== null)
        .map((value) => {
          const label = say(info?.values.find((one) => one.name === value)?.label);
          return (
            <li key={value}>
              <code>{value}</code> {label !== value && <span class="muted">{label}</span>}
            </li>
          );
        })}
    </ul>
  );
}

function Inside({ document, schema, depth }: { document: OpenApi; schema: Schema; depth: number }) {
  const [open, setOpen] = useState(false);
  const leaf = inner(schema);
  const whole = resolved(document, leaf);
  const values = whole.enum;
  if (!values && !whole.properties) return null;
  if (values && values.length <= 1) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {values
          ? t('docs_values', { n: values.length })
          : t('docs_inside', { name: nameOf(leaf) ?? '' })}
      </summary>
      {open && values && <Words name={nameOf(leaf)} values={values} />}
      {open && !values && <Fields document={document} schema={whole} depth={depth + 1} />}
    </details>
  );
}

function Row({
  document,
  name,
  schema,
  required,
  about,
  place,
  depth,
}: {
  document: OpenApi;
  name: string;
  schema: Schema;
  required: boolean;
  about: string;
  place?: string;
  depth: number;
}) {
  const label = say(schema['x-label']);
  const bounds = boundsText(resolved(document, schema));
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
        {required && <span class="docs-required">{t('docs_required')}</span>}
        {place !== undefined && <small class="faint">{place}</small>}
      </th>
      <td>
        <code class="muted">{typeText(document, schema)}</code>
        {bounds && <small class="faint">{bounds}</small>}
        {isOrNull(schema) && <small class="faint">{t('docs_or_null')}</small>}
      </td>
      <td>
        {label && <b>{label}</b>}
        {about && <span class="docs-about">{about}</span>}
        {schema['x-ref'] && (
          <small class="faint">{t('docs_names_a', { type: schema['x-ref'] })}</small>
        )}
        {schema['x-personal'] && <small class="faint">{t('docs_personal')}</small>}
        <Inside document={document} schema={schema} depth={depth} />
      </td>
    </tr>
  );
}

function Table({ caption, children }: { caption: string; children: ComponentChildren }) {
  return (
    <div class="docs-table" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('docs_name')}</th>
            <th scope="col">{t('docs_type')}</th>
            <th scope="col">{t('docs_meaning')}</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

export function Fields({
  document,
  schema,
  depth = 0,
}: {
  document: OpenApi;
  schema: Schema;
  depth?: number;
}) {
  const whole = resolved(document, schema);
  const fields = Object.entries(whole.properties ?? {});
  if (fields.length === 0) return <p class="muted">{t('docs_no_fields')}</p>;
  return (
    <Table caption={whole.title ?? t('docs_fields')}>
      {fields.map(([name, its]) => (
        <Row
          key={name}
          document={document}
          name={name}
          schema={its}
          required={whole.required?.includes(name) ?? false}
          about={its.description ?? ''}
          depth={depth}
        />
      ))}
    </Table>
  );
}

export function Parameters({ document, all }: { document: OpenApi; all: Parameter[] }) {
  return (
    <Table caption={t('docs_parameters')}>
      {all.map((one) => (
        <Row
          key={`${one.in} ${one.name}`}
          document={document}
          name={one.name}
          schema={one.schema}
          required={one.required ?? false}
          about={one.description ?? ''}
          place={one.in}
          depth={0}
        />
      ))}
    </Table>
  );
}
