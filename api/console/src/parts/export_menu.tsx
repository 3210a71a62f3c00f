// The formats in which what is on a screen leaves it: one table for lists, reports and steps.
import type { ComponentChildren } from 'preact';
import { t } from '../i18n/index.ts';
import { Menu } from './menu.tsx';

interface FileFormat {
  format: string;
  profile?: string;
  label: 'csv_excel' | 'file_print' | null; // null: as the format is called
}
const formats: FileFormat[] = [
  { format: 'csv', profile: 'excel', label: 'csv_excel' },
  { format: 'csv', profile: 'data', label: null },
  { format: 'xlsx', label: null },
  { format: 'ndjson', label: null },
  { format: 'print', label: 'file_print' },
];

export type FileAt = (format: string, profile?: string) => string; // its address

export const FileLinks = ({ file }: { file: FileAt }) => (
  <>
    {formats.map(({ format, profile, label }) => (
      <a
        key={`${format}${profile}`}
        class="button"
        data-format={format}
        href={file(format, profile)}
        {...(format === 'print' ? { target: '_blank' } : { download: true })}
      >
        {label ? t(label) : format.toUpperCase()}
      </a>
    ))}
  </>
);

export const ExportMenu = ({ label, file }: { label: ComponentChildren; file: FileAt }) => (
  <Menu
    name="export"
    label={
      <>
        {label} <kbd>E</kbd>
      </>
    }
  >
    <FileLinks file={file} />
  </Menu>
);
