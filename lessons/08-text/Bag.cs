namespace Lessons.Text;

/// <summary>A trained bag of words: the numbers of its words, its network, and what it counts.</summary>
sealed record Bag(Tokenizer Tokenizer, Sequential Model)
{
    /// <summary>The weight of a word: above 0 it speaks for spam, below 0 against.</summary>
    public double Weight(int number) => ((Dense)Model.Layers[0]).Kernel!.Value.At(number, 0);

    public double Accuracy(ListDataset<string> mails) =>
        Model.Evaluate(Tokenizer.TextsToMatrix(mails.X), mails.Y)["accuracy"];
}
