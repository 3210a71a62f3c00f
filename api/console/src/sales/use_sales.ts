// A sales file on its way in: read and checked by the engine, with what each column is taken for;
// brought in when somebody says so.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem, upload } from '../edge/client.ts';
import { ownOutlet } from '../state/session.ts';
import { mapped, type Column, type Mapping } from './mapping.ts';

export interface RowProblem {
  row: number;
  line: number;
  sale: string;
  problem: { code: string; title: string; detail: string; pointer: string };
}
export interface Answer {
  columns: Column[];
  rows: number;
  imported: number;
  known: number;
  refused: number;
  problems: RowProblem[];
}

const path = '/v1/sales/file';

export function useSales() {
  const [file, setFile] = useState<File | null>(null);
  const [outlet, setOutlet] = useState(() => ownOutlet());
  const [mapping, setMapping] = useState<Mapping>({});
  const [checked, setChecked] = useState<Answer | null>(null);
  const [brought, setBrought] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const asked = useRef(0); // an older answer never stands over a newer one

  const ask = async (check: boolean): Promise<void> => {
    if (!file) return;
    const mine = ++asked.current;
    setBusy(true);
    setProblem(null);
    try {
      const params = { ...mapping, of_outlet: outlet, ...(check ? { check: 'true' } : {}) };
      const { data } = await upload<Answer>(path, params, file, 'text/csv');
      if (mine !== asked.current) return;
      if (check) setChecked(data);
      else setBrought(data);
    } catch (failed) {
      if (mine !== asked.current) return;
      if (!(failed instanceof Problem)) throw failed;
      setProblem(failed);
    } finally {
      if (mine === asked.current) setBusy(false);
    }
  };
  useEffect(() => void ask(true), [file, outlet, mapping]);

  return {
    file,
    outlet,
    checked,
    brought,
    problem,
    busy,
    setOutlet,
    choose: (one: File | null) => {
      setChecked(null);
      setBrought(null);
      setProblem(null);
      setMapping({});
      setFile(one);
    },
    map: (column: string, field: string) =>
      checked && setMapping(mapped(checked.columns, mapping, column, field)),
    bring: () => ask(false),
  };
}

export type Sales = ReturnType<typeof useSales>;
