using LearnDL.Lessons;

namespace Lessons.Functional;

/// <summary>The network with two kinds of inputs and two outputs, its branches alone, and one neuron.</summary>
static class Network
{
    public const int BatchSize = 64;

    const int Subject = Mails.SubjectLength, Body = Mails.BodyLength;

    /// <summary>What the auxiliary output's loss counts.</summary>
    public const double Auxiliary = 0.3;

    public static int Epochs(LessonRun run) => run.Budget(full: 5, quick: 1);

    #region text
    // The words of subject and body become 32 numbers.
    static SymbolicTensor Text(Input subject, Input body)
    {
        // One matrix, used twice.
        var words = new Embedding(Reader.Vocabulary, 32,
            maskZero: true, name: "words");
        var s = words.Apply(subject);           // (N, 12, 32)
        var b = words.Apply(body);              // (N, 30, 32)

        s = new LSTM(16, goBackwards: true,
            name: "read_subject").Apply(s);     // (N, 16)
        b = new LSTM(16, goBackwards: true,
            name: "read_body").Apply(b);        // (N, 16)
        return new Concatenate(name: "text")
            .Apply(s, b);                       // (N, 32)
    }
    #endregion

    #region joined
    public static Model Joined(
        int seed, double auxiliary = Auxiliary)
    {
        var subject = new Input([Subject], "subject");
        var body = new Input([Body], "body");
        var habits = new Input([Habits.Count], "habits");

        var t = Text(subject, body);            // (N, 32)
        var h = new Dense(16, "relu", name: "look")
            .Apply(habits);                     // (N, 16)
        var c = new Concatenate(name: "join")
            .Apply(t, h);                       // (N, 48)

        var spam = new Dense(1, "sigmoid", name: "spam")
            .Apply(c);
        var textOnly = new Dense(1, "sigmoid",
            name: "text_only").Apply(t);

        var model = new Model([subject, body, habits],
            [spam, textOnly], seed: seed);
        model.Compile("adam", "binary_crossentropy",
            [["accuracy"], ["accuracy"]],
            lossWeights: [1, auxiliary]);
        return model;
    }
    #endregion

    public static Model TextAlone(int seed)
    {
        var (subject, body) = (new Input([Subject], "subject"), new Input([Body], "body"));
        return Compiled([subject, body], Text(subject, body), seed);
    }

    public static Model WithoutAuxiliary(int seed) => WithoutAuxiliary(seed, Habits.Count);

    /// <param name="seed">Its seed.</param>
    /// <param name="columns">How many habits it looks at.</param>
    public static Model WithoutAuxiliary(int seed, int columns)
    {
        var (subject, body, habits) = (new Input([Subject], "subject"), new Input([Body], "body"),
            new Input([columns], "habits"));
        return Compiled([subject, body, habits], new Concatenate().Apply(Text(subject, body), Look(habits)), seed);
    }

    public static Model SubjectAlone(int seed)
    {
        var subject = new Input([Subject], "subject");
        return Compiled(subject, Read(subject), seed);
    }

    public static Model SubjectAndHabits(int seed)
    {
        var (subject, habits) = (new Input([Subject], "subject"), new Input([Habits.Count], "habits"));
        return Compiled([subject, habits], new Concatenate().Apply(Read(subject), Look(habits)), seed);
    }

    public static Model HabitsAlone(int seed)
    {
        var habits = new Input([Habits.Count], "habits");
        return Compiled(habits, Look(habits), seed, rate: 0.005);
    }

    public static Model Bag(int seed)
    {
        var bag = new Input([Reader.Vocabulary], "bag");
        return Compiled(bag, bag, seed, rate: 0.005);
    }

    #region bag
    // One neuron, which gets both lists.
    public static Model BagAndHabits(int seed)
    {
        var bag = new Input([Reader.Vocabulary], "bag");
        var habits = new Input([Habits.Count], "habits");
        var both = new Concatenate().Apply(bag, habits);
        var spam = new Dense(1, "sigmoid").Apply(both);
        var model = new Model([bag, habits], spam, seed: seed);
        model.Compile(new Adam(0.005), "binary_crossentropy");
        return model;
    }
    #endregion

    static SymbolicTensor Read(Input subject) => new LSTM(16, goBackwards: true)
        .Apply(new Embedding(Reader.Vocabulary, 32, maskZero: true).Apply(subject));

    static SymbolicTensor Look(Input habits) => new Dense(16, "relu").Apply(habits);

    static Model Compiled(SymbolicTensors inputs, SymbolicTensor last, int seed, double rate = 0.001)
    {
        var model = new Model(inputs, new Dense(1, "sigmoid").Apply(last), seed: seed);
        model.Compile(new Adam(rate), "binary_crossentropy");
        return model;
    }

    #region rate
    // Large steps first, small ones at the end.
    public static double Rate(int epoch) =>
        epoch switch
        {
            0 => 0.003,
            1 or 2 => 0.002,
            3 => 0.0005,
            _ => 0.0002,
        };
    #endregion

    public static LearningRateScheduler Falling() => new((epoch, _) => Rate(epoch));
}
