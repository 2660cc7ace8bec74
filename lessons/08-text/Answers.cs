namespace Lessons.Text;

/// <summary>Both final networks, and what each says of the test mails: the probability of spam, p (N).</summary>
sealed record Answers(Tokenizer Tokenizer, Sequential Model, Bag Bag, Tensor P, Tensor BagP)
{
    public Embedding Embedding => (Embedding)Model.Layers[0];

    public LSTM LSTM => (LSTM)Model.Layers[1];

    public Dense Dense => (Dense)Model.Layers[2];

    /// <summary>What the network says of other texts, (N).</summary>
    public Tensor Of(string[] texts) => Model.Predict(WordNumbers.Read(Tokenizer, texts), 128).Reshape(-1);

    /// <summary>How often p is on the right side, over some of the mails.</summary>
    public static double Accuracy(Tensor p, int[] labels, IEnumerable<int> rows) =>
        rows.Average(n => (p.At(n) > 0.5 ? 1 : 0) == labels[n] ? 1.0 : 0);
}
