using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>Words and their numbers. Sentences and results marked so are those of Keras's own tests.</summary>
public class TokenizerTests
{
    // Keras
    static readonly string[] animals =
        ["The cat sat on the mat.", "The dog sat on the log.", "Dogs and cats living together."];
    static readonly string[] known = ["This text has only known words this text"];
    static readonly string[] unknown = ["This text has some unknown words"];

    static Tokenizer Fitted(string[] texts, int? numWords = null, string? oovToken = null)
    {
        var tokenizer = new Tokenizer(numWords, oovToken: oovToken);
        tokenizer.FitOnTexts(texts);
        return tokenizer;
    }

    [Fact]
    public void Numbers_follow_the_count_and_ties_the_first_meeting()
    {
        var tokenizer = Fitted(["b a c", "c a d", "z y c"]);

        Assert.Equal(new Dictionary<string, int> { ["c"] = 1, ["a"] = 2, ["b"] = 3, ["d"] = 4, ["z"] = 5, ["y"] = 6 },
            tokenizer.WordIndex);
        Assert.Equal([("b", 1), ("a", 2), ("c", 3), ("d", 1), ("z", 1), ("y", 1)],
            tokenizer.WordCounts.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal("z", tokenizer.IndexWord[5]);
        Assert.Equal(3, tokenizer.DocumentCount);
    }

    [Fact]
    public void A_word_counts_once_a_text_in_WordDocs()
    {
        var tokenizer = Fitted(animals);

        Assert.Equal((4, 2), (tokenizer.WordCounts["the"], tokenizer.WordDocs["the"]));
        Assert.Equal((1, 2, 3, 4), (tokenizer.WordIndex["the"], tokenizer.WordIndex["sat"], tokenizer.WordIndex["on"],
            tokenizer.WordIndex["cat"]));
    }

    [Theory] // Keras
    [InlineData(null, "<unk>", "this text has <unk> <unk> words")]
    [InlineData(null, null, "this text has words")]
    [InlineData(3, null, "this text")]
    [InlineData(3, "<unk>", "this <unk> <unk> <unk> <unk> <unk>")]
    public void Unknown_words_and_words_beyond_the_limit(int? numWords, string? oovToken, string expected)
    {
        var tokenizer = Fitted(known, numWords, oovToken);

        var sequences = tokenizer.TextsToSequences(unknown);

        Assert.Equal([expected], tokenizer.SequencesToTexts(sequences));
        Assert.Equal(expected.Split(' ').Length, sequences[0].Length);
        Assert.All(sequences[0], number => Assert.True(number < (numWords ?? 100)));
        Assert.Equal(oovToken is null ? 6 : 7, tokenizer.WordIndex.Count); // the limit does not shorten the list
    }

    [Fact] // Keras
    public void There_and_back()
    {
        var tokenizer = Fitted(animals, 10, "<unk>");

        Assert.Equal(["the cat sat on the mat", "the dog sat on the log", "dogs <unk> <unk> <unk> <unk>"],
            tokenizer.SequencesToTexts(tokenizer.TextsToSequences(animals)));
        Assert.Equal([2, 5, 3, 4, 2, 6], tokenizer.TextsToSequences(animals)[0]); // 1 is the unknown word
        Assert.Equal(["<unk> the"], tokenizer.SequencesToTexts([[0, 2]]));
        Assert.Equal(["the"], Fitted(animals).SequencesToTexts([[0, 0, 1, 99]]));
        Assert.Equal(["the <unk>"], Fitted(animals, 3, "<unk>").SequencesToTexts([[2, 3]])); // 3 is not below 3
        Assert.Equal(["the"], Fitted(animals, 2).SequencesToTexts([[1, 2]]));
    }

    [Theory] // Keras
    [InlineData("hello! ? world!", " ", "hello|world")]
    [InlineData("hello!stop?world!", "stop", "hello|world")]
    [InlineData("ali! veli? kırk dokuz elli", " ", "ali|veli|kırk|dokuz|elli")]
    [InlineData("ali!stopveli?stopkırkstopdokuzstopelli", "stop", "ali|veli|kırk|dokuz|elli")]
    [InlineData("I've\tDONE\nit, 9-to-5", " ", "i've|done|it|9|to|5")]
    public void Punctuation_becomes_a_gap(string text, string split, string words)
    {
        var tokenizer = new Tokenizer(split: split);

        tokenizer.FitOnTexts([text]);

        Assert.Equal(words.Split('|'), tokenizer.WordCounts.Keys);
    }

    [Fact]
    public void Capitals_and_marks_may_stay()
    {
        var tokenizer = new Tokenizer(filters: "", lower: false);

        tokenizer.FitOnTexts(["The cat. the"]);

        Assert.Equal(["The", "cat.", "the"], tokenizer.WordCounts.Keys);
    }

    [Fact] // Keras
    public void Characters_as_words()
    {
        var tokenizer = new Tokenizer(charLevel: true);

        tokenizer.FitOnTexts(["The cat sat on the mat.", "The dog sat on the log.", "Dog and Cat living Together."]);

        Assert.Equal("t11 h5 e6  14 c2 a6 s2 o6 n4 m1 .3 d3 g5 l2 i2 v1 r1",
            string.Join(' ', tokenizer.WordCounts.Select(pair => pair.Key + pair.Value)));
        tokenizer.FitOnTexts(["𝄞é"]);
        // a sign of two UTF-16 units is one character, as in Python
        Assert.Equal(["𝄞", "é"], tokenizer.WordCounts.Keys.TakeLast(2));
    }

    [Fact]
    public void A_matrix_in_every_mode()
    {
        var tokenizer = Fitted(["a a b", "a c", "c"], numWords: 4); // a 1, c 2, b 3
        string[] texts = ["a b a a", "c", ""];
        var tfidf = tokenizer.TextsToMatrix(texts, "tfidf");

        Assert.Equal(("(3, 4)", DType.Float32), (tfidf.Shape.ToString(), tfidf.DType));
        Assert.Equal([0f, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0], tokenizer.TextsToMatrix(texts).ToArray<float>());
        Assert.Equal([0f, 3, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0], tokenizer.TextsToMatrix(texts, "count").ToArray<float>());
        Assert.Equal([0f, 0.75f, 0, 0.25f, 0, 0, 1, 0, 0, 0, 0, 0],
            tokenizer.TextsToMatrix(texts, "freq").ToArray<float>());
        // (1 + ln c)·ln(1 + M/(1 + m)): a is in 2 of 3 texts, b in 1, c in 2.
        Assert.Equal((1 + Math.Log(3)) * Math.Log(1 + 3 / 3.0), tfidf.At(0, 1), 1e-6);
        Assert.Equal(Math.Log(1 + 3 / 2.0), tfidf.At(0, 3), 1e-6);
        Assert.Equal(Math.Log(2), tfidf.At(1, 2), 1e-6);
    }

    [Fact]
    public void Without_a_limit_the_matrix_has_a_column_for_every_word_and_0()
    {
        Assert.Equal("(3, 13)", Fitted(animals).TextsToMatrix(animals).Shape.ToString());
        Assert.Equal("(3, 14)", Fitted(animals, oovToken: "?").TextsToMatrix(animals).Shape.ToString());
    }

    [Fact]
    public void Numbers_from_elsewhere_become_rows_without_fitting()
    {
        var tokenizer = new Tokenizer(numWords: 5);

        Assert.Equal([1f, 0, 0, 0, 0, 0, 0, 0, 0.5f, 0],
            tokenizer.SequencesToMatrix([[0, 0], [3, 7]], "freq").ToArray<float>());
        Assert.Throws<DataException>(() => tokenizer.SequencesToMatrix([[1]], "tfidf"));
        Assert.Contains("-1 in list 1",
            Assert.Throws<DataException>(() => tokenizer.SequencesToMatrix([[1], [2, -1]])).What);
    }

    [Fact]
    public void A_second_fit_adds_to_the_first()
    {
        var tokenizer = Fitted(["a b"]);

        tokenizer.FitOnTexts(["b c"]);

        Assert.Equal(2, tokenizer.DocumentCount);
        Assert.Equal((1, 2, 3), (tokenizer.WordIndex["b"], tokenizer.WordIndex["a"], tokenizer.WordIndex["c"]));
        Assert.Equal(2, tokenizer.WordDocs["b"]);
    }

    [Fact]
    public void A_text_that_holds_the_unknown_word_itself()
    {
        var tokenizer = Fitted(["a a unk"], oovToken: "unk"); // Keras: unk 3, and nothing has number 1

        Assert.Equal([2, 3, 3], tokenizer.TextsToSequences(["a unk other"])[0]);
    }

    [Fact]
    public void Real_mail() // counted by Python's Counter, whose most_common keeps ties in the order of first meeting
    {
        var mails = Datasets.SpamAssassin();
        var tokenizer = Fitted(mails.X);

        Assert.Equal((5804, 32682, 703399),
            (tokenizer.DocumentCount, tokenizer.WordIndex.Count, tokenizer.WordCounts.Values.Sum()));
        Assert.Equal(["num", "the", "to", "a", "and", "of", "you", "in"],
            Enumerable.Range(1, 8).Select(index => tokenizer.IndexWord[index]));
        // all met 85 times
        Assert.Equal(["partners", "procmail", "stories", "automatically"],
            Enumerable.Range(1000, 4).Select(index => tokenizer.IndexWord[index]));
        Assert.Equal((1853, 978, 43),
            (tokenizer.WordCounts["free"], tokenizer.WordDocs["free"], tokenizer.WordIndex["free"]));
        Assert.Equal("renegade", tokenizer.IndexWord[32682]);
    }

    [Fact]
    public void Wrong_input()
    {
        Assert.Throws<HyperparameterException>(() => new Tokenizer(numWords: 0));
        Assert.Throws<HyperparameterException>(() => new Tokenizer(split: ""));
        Assert.Throws<DataException>(() => new Tokenizer().FitOnTexts([]));
        Assert.Contains("FitOnTexts",
            Assert.Throws<DataException>(() => new Tokenizer().TextsToSequences(animals)).Fix);
        Assert.Throws<DataException>(() => new Tokenizer().TextsToMatrix(animals));
        Assert.Equal("1 texts without a word",
            Assert.Throws<DataException>(() => Fitted(["..."]).TextsToSequences(animals)).Got);
        Assert.Contains("tfidf",
            Assert.Throws<UnknownNameException>(() => Fitted(animals).TextsToMatrix(animals, "tf-idf")).Fix);
    }
}
