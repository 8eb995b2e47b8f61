import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.queryparser.classic.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** Lucene's side of .ci/beside: builds an index of tab-separated records, and answers its queries. */
public class Beside {
    static final String[] FIELDS = {"title", "abstract", "keyword", "author", "journal"};

    public static void main(String[] args) throws Exception {
        if (args[0].equals("build")) build(args[1], args[2]);
        else ask(args[1], args[2]);
    }

    static BufferedReader lines(String path) throws IOException {
        return new BufferedReader(new InputStreamReader(new FileInputStream(path), StandardCharsets.UTF_8), 1 << 20);
    }

    static void build(String from, String to) throws Exception {
        IndexWriterConfig config = new IndexWriterConfig(new EnglishAnalyzer()).setRAMBufferSizeMB(256);
        try (BufferedReader in = lines(from); IndexWriter w = new IndexWriter(FSDirectory.open(Paths.get(to)), config)) {
            for (String line; (line = in.readLine()) != null; ) {
                String[] f = line.split("\t", -1);
                Document d = new Document();
                for (int i = 0; i < FIELDS.length; i++) d.add(new TextField(FIELDS[i], f[i], Field.Store.NO));
                int year = Integer.parseInt(f[5]);
                d.add(new IntPoint("year", year));
                d.add(new NumericDocValuesField("year", year));
                d.add(new SortedDocValuesField("venue", new BytesRef(f[4])));
                w.addDocument(d);
            }
            w.forceMerge(1);
        }
    }

    static void ask(String from, String path) throws Exception {
        Analyzer analyzer = new EnglishAnalyzer();
        IndexReader reader = DirectoryReader.open(FSDirectory.open(Paths.get(path)));
        IndexSearcher searcher = new IndexSearcher(reader);
        Map<String, Float> boosts = new HashMap<>();
        for (String f : FIELDS) boosts.put(f, f.equals("title") ? 3f : 1f);
        List<String[]> queries = new ArrayList<>();
        try (BufferedReader in = lines(from)) {
            for (String line; (line = in.readLine()) != null; ) queries.add(line.split("\t"));
        }
        for (int round = 0; round < 7; round++) { // the first three warm the compiler
            for (String[] q : queries) {
                Query query = parse(q[0], q[1], analyzer, boosts);
                long start = System.nanoTime();
                run(q[0], query, searcher);
                if (round > 2) System.out.println(q[0] + "\t" + (System.nanoTime() - start));
            }
        }
    }

    static Query parse(String kind, String words, Analyzer analyzer, Map<String, Float> boosts) throws ParseException {
        MultiFieldQueryParser p = new MultiFieldQueryParser(FIELDS, analyzer, boosts);
        p.setDefaultOperator(kind.equals("or") ? QueryParser.Operator.OR : QueryParser.Operator.AND);
        switch (kind) {
            case "phrase": return p.parse("\"" + words + "\"");
            case "prefix": return p.parse(words + "*");
            case "years":
                return new BooleanQuery.Builder().add(p.parse(words), BooleanClause.Occur.MUST)
                    .add(IntPoint.newRangeQuery("year", 2000, 2010), BooleanClause.Occur.FILTER).build();
        }
        return p.parse(words);
    }

    static void run(String kind, Query q, IndexSearcher s) throws IOException {
        if (kind.equals("sort")) {
            s.search(q, 20, new Sort(new SortField("year", SortField.Type.INT, true)));
        } else if (kind.equals("facets")) {
            facets(q, s);
        } else {
            s.search(q, 20);
        }
    }

    /** Counts of years and journals over all hits. */
    static void facets(Query q, IndexSearcher s) throws IOException {
        Map<Long, Integer> years = new HashMap<>();
        s.search(q, new SimpleCollector() {
            NumericDocValues year;
            SortedDocValues venue;
            int[] venues;

            @Override protected void doSetNextReader(LeafReaderContext c) throws IOException {
                year = DocValues.getNumeric(c.reader(), "year");
                venue = DocValues.getSorted(c.reader(), "venue");
                venues = new int[venue.getValueCount()];
            }
            @Override public void collect(int doc) throws IOException {
                if (year.advanceExact(doc)) years.merge(year.longValue(), 1, Integer::sum);
                if (venue.advanceExact(doc)) venues[venue.ordValue()]++;
            }
            @Override public ScoreMode scoreMode() { return ScoreMode.COMPLETE_NO_SCORES; }
        });
    }
}
