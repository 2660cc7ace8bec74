using System.Text;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// Turns texts into lists of word numbers, as Keras's <c>Tokenizer</c> does: punctuation becomes a space, capitals
/// small letters, and each word gets a number. The most frequent word is 1, words met equally often stand in the order
/// they were first met, and 0 is no word: it is left for padding. Differs from Keras in texts of other systems: every
/// kind of blank and line end is a gap where <c>split</c> is a space, <c>\r</c> and typographic marks (“ ” « » – — …)
/// are filtered, ’ counts as the apostrophe, signs of no width (soft hyphen, byte-order mark) vanish, and é is one
/// word's letter whether it is written as one sign or as e and an accent. Fit it on the training texts only. Words of
/// the test part that training never met must stay unknown, as words of tomorrow's mail are.
/// <code>
/// var tokenizer = new Tokenizer(numWords: 5000, oovToken: "&lt;unk&gt;");
/// tokenizer.FitOnTexts(trainTexts);
/// var x = tokenizer.TextsToSequences(trainTexts).PadSequences(maxLength: 200);       // Int32 (N, 200)
/// </code>
/// </summary>
public sealed partial class Tokenizer : IConfigurable
{
    /// <summary>
    /// The marks that Keras leaves out, all ASCII punctuation but the apostrophe, the tab and the line end; and what
    /// other systems write for them: the line end <c>\r</c>, typographic quotes, dashes, dots and the Spanish opening
    /// marks.
    /// </summary>
    public const string DefaultFilters = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r“”„‟‘‚«»‹›‐‑‒–—―…¿¡";

    const char SoftHyphen = '\u00AD', WordJoiner = '\u2060'; // they only say where a line may end

    static readonly string[] modes = ["binary", "count", "freq", "tfidf"];

    readonly int? numWords;
    readonly string filters, split;
    readonly bool lower, charLevel;
    readonly string? oovToken;
    readonly OrderedDictionary<string, int> wordCounts = [];
    readonly Dictionary<string, int> wordDocs = [];
    readonly Dictionary<string, int> wordIndex = [];
    readonly Dictionary<int, string> indexWord = [];

    /// <summary>A tokenizer that knows no words yet.</summary>
    /// <param name="numWords">Only numbers below this one come out, so the <c>numWords − 1</c> most frequent words (the
    /// unknown word counts as one); null: all. It is applied when texts are turned into numbers;
    /// <see cref="WordIndex"/> always lists every word.</param>
    /// <param name="filters">Characters that count as gaps between words.</param>
    /// <param name="lower">Whether capitals become small letters (by the invariant culture).</param>
    /// <param name="split">What stands between two words.</param>
    /// <param name="charLevel">Whether every character is a word; filters and split are then not used.</param>
    /// <param name="oovToken">A word for all words "out of vocabulary"; it gets number 1. Without one,
    /// unknown words are left out.</param>
    /// <exception cref="HyperparameterException">A number of words below 1, or an empty split.</exception>
    public Tokenizer(int? numWords = null, string filters = DefaultFilters, bool lower = true, string split = " ",
        bool charLevel = false, string? oovToken = null)
    {
        this.numWords = numWords is { } words ? Hyperparameter.AtLeast(1, words, nameof(numWords)) : null;
        this.split =
            split.Length > 0 ? split : throw new HyperparameterException("Nothing cannot stand between two words.",
                "a split of at least one character", "\"\"", "For single characters set charLevel: true.");
        (this.filters, this.lower, this.charLevel, this.oovToken) = (filters, lower, charLevel, oovToken);
    }

    /// <summary>The number of each word, 1 and up.</summary>
    public IReadOnlyDictionary<string, int> WordIndex => wordIndex;

    /// <summary>The word of each number.</summary>
    public IReadOnlyDictionary<int, string> IndexWord => indexWord;

    /// <summary>How often each word was met, in the order of first meeting.</summary>
    public IReadOnlyDictionary<string, int> WordCounts => wordCounts;

    /// <summary>In how many texts each word was met.</summary>
    public IReadOnlyDictionary<string, int> WordDocs => wordDocs;

    /// <summary>The number of texts it was fitted on.</summary>
    public int DocumentCount { get; private set; }

    /// <summary>
    /// Counts the words of the training texts and numbers them. A second call adds to the first and numbers all words
    /// again.
    /// </summary>
    /// <exception cref="DataException">There are no texts.</exception>
    public void FitOnTexts(IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            throw new DataException("A Tokenizer cannot be fitted without texts.",
                "at least one text", "none", "Check what was loaded or filtered.");
        foreach (var text in texts)
        {
            var words = Words(text);
            foreach (var word in words)
                wordCounts[word] = wordCounts.GetValueOrDefault(word) + 1;
            foreach (var word in words.Distinct())
                wordDocs[word] = wordDocs.GetValueOrDefault(word) + 1;
        }
        DocumentCount += texts.Count;
        Number();
    }

    void Number()
    {
        wordIndex.Clear();
        indexWord.Clear();
        // stable: ties stay in the order of first meeting
        var byCount = wordCounts.OrderByDescending(pair => pair.Value).Select(pair => pair.Key);
        var number = 0;
        foreach (var word in oovToken is null ? byCount : byCount.Prepend(oovToken))
            // a text that holds the unknown word itself moves it to its own place, and 1 stays free, as in Keras
            wordIndex[word] = ++number;
        foreach (var (word, index) in wordIndex)
            indexWord[index] = word;
    }

    /// <summary>
    /// The numbers of each text's words. A word without a number, or with one not below numWords, becomes the unknown
    /// word's number, or is left out.
    /// </summary>
    /// <exception cref="DataException">It was not fitted.</exception>
    public int[][] TextsToSequences(IReadOnlyList<string> texts)
    {
        NeedsWords();
        int? unknown = oovToken is null ? null : wordIndex[oovToken];
        var sequences = new int[texts.Count][];
        for (var n = 0; n < sequences.Length; n++)
        {
            var numbers = new List<int>();
            foreach (var word in Words(texts[n]))
                if (wordIndex.TryGetValue(word, out var number) && IsKept(number))
                    numbers.Add(number);
                else if (unknown is { } index)
                    numbers.Add(index);
            sequences[n] = [.. numbers];
        }
        return sequences;
    }

    /// <summary>
    /// Words with a space between them. A number without a word, or not below numWords, becomes the unknown
    /// word, or is left out, as padding is.
    /// </summary>
    /// <exception cref="DataException">It was not fitted.</exception>
    public string[] SequencesToTexts(IReadOnlyList<int[]> sequences)
    {
        NeedsWords();
        var texts = new string[sequences.Count];
        for (var n = 0; n < texts.Length; n++)
        {
            var words = new List<string>();
            foreach (var number in sequences[n])
                if (indexWord.TryGetValue(number, out var word) && IsKept(number))
                    words.Add(word);
                else if (oovToken is not null)
                    words.Add(oovToken);
            texts[n] = string.Join(' ', words);
        }
        return texts;
    }

    /// <summary>
    /// One row per text and one column per word number, Float32 (N, numWords); see <see cref="SequencesToMatrix"/>.
    /// </summary>
    public Tensor TextsToMatrix(IReadOnlyList<string> texts, string mode = "binary") =>
        SequencesToMatrix(TextsToSequences(texts), mode);

    /// <summary>
    /// One row per list and one column per word number, Float32 (N, numWords, or all words and one for 0). With c the
    /// times the word stands in the list, L the list's length, M the number of texts fitted on and m those that hold
    /// the word:
    /// <c>binary</c> 1; <c>count</c> c; <c>freq</c> c / L; <c>tfidf</c> (1 + ln c)·ln(1 + M / (1
    /// + m)). Words not in the list are 0.
    /// </summary>
    /// <remarks>
    /// With numWords set it need not be fitted, except for <c>tfidf</c>: lists that come as numbers,
    /// such as IMDB's, become rows at once.
    /// </remarks>
    /// <exception cref="UnknownNameException">There is no such mode.</exception>
    /// <exception cref="DataException">It was not fitted, or a number is negative.</exception>
    public Tensor SequencesToMatrix(IReadOnlyList<int[]> sequences, string mode = "binary")
    {
        if (!modes.Contains(mode))
            throw NameList.Unknown("mode of a Tokenizer", mode, modes);
        if (numWords is null || mode == "tfidf")
            NeedsWords();
        for (var n = 0; n < sequences.Count; n++)
            if (Array.Find(sequences[n], number => number < 0) is < 0 and var negative)
                throw new DataException($"{negative} in list {n:N0} is no word number.",
                    "numbers from 0 up", $"{negative}", "Make the lists with TextsToSequences.");

        var columns = numWords ?? wordIndex.Values.Max() + 1;
        var matrix = Tensor.Zeros([sequences.Count, columns]);
        var values = matrix.AsSpan<float>();
        for (var n = 0; n < sequences.Count; n++)
        {
            var row = values.Slice(n * columns, columns);
            foreach (var number in sequences[n])
                if (number < columns)
                    row[number]++;
            for (var j = 0; j < columns; j++)
                row[j] = row[j] == 0 ? 0 : (float)Weight(row[j], sequences[n].Length, j, mode);
        }
        return matrix;
    }

    double Weight(double count, int length, int number, string mode) => mode switch
    {
        "binary" => 1,
        "count" => count,
        "freq" => count / length,
        _ => (1 + Functions.Log(count)) * Functions.Log(1 + DocumentCount
            / (1.0 + (indexWord.TryGetValue(number, out var word) ? wordDocs.GetValueOrDefault(word) : 0))),
    };

    bool IsKept(int number) => numWords is not { } limit || number < limit;

    string[] Words(string text)
    {
        text = Composition.Compose(text);
        if (lower)
            text = text.ToLowerInvariant();
        if (charLevel)
            return [.. text.EnumerateRunes().Select(rune => rune.ToString())];
        var cleaned = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var sign = letter == '’' ? '\'' : letter;
            if (filters.Contains(letter) || filters.Contains(sign) || split == " " && Blanks.IsBlank(letter))
                cleaned.Append(split);
            else if (split.Contains(letter))
                cleaned.Append(letter);
            else if (letter is not (SoftHyphen or WordJoiner or Blanks.ByteOrderMark))
                cleaned.Append(sign);
        }
        return cleaned.ToString().Split(split, StringSplitOptions.RemoveEmptyEntries);
    }

    void NeedsWords()
    {
        if (wordIndex.Count == 0)
            throw new DataException("The Tokenizer knows no words.", "FitOnTexts before it is used",
                DocumentCount == 0 ? "not fitted" : $"{DocumentCount:N0} texts without a word",
                "Call FitOnTexts with the training texts first.");
    }
}
