using System.Security.Cryptography;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>Reads Keras's imdb.npz as its <c>load_data</c> does; see <see cref="Datasets.Imdb"/>.</summary>
static class ImdbFile
{
    const string Source = "Download https://storage.googleapis.com/tensorflow/tf-keras-datasets/imdb.npz (17 MB, "
        + "Keras's copy of the reviews) and name its path.";

    static readonly string[] classNames = ["unfavourable", "favourable"];

    public static (ListDataset<int[]> Train, ListDataset<int[]> Test) Read(string path, int? numWords, int skipTop,
        int? maxLength, int seed, int? startChar, int? oovChar, int indexFrom)
    {
        Hyperparameter.AtLeast(1, numWords ?? 1, nameof(numWords));
        Hyperparameter.AtLeast(0, skipTop, nameof(skipTop));
        Hyperparameter.AtLeast(1, maxLength ?? 1, nameof(maxLength));
        Hyperparameter.AtLeast(0, seed, nameof(seed));
        Hyperparameter.AtLeast(0, startChar ?? 0, nameof(startChar));
        Hyperparameter.AtLeast(0, oovChar ?? 0, nameof(oovChar));
        Hyperparameter.AtLeast(0, indexFrom, nameof(indexFrom));

        var bytes = Bytes(path);
        var file = new DataFile(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        using var archive = new NpzFile(bytes, path);
        var random = new NumPyShuffle((uint)seed); // one source for both parts, the training part first
        return (Part("train"), Part("test"));

        ListDataset<int[]> Part(string part)
        {
            var (reviews, labels) = (archive.Lists($"x_{part}"), archive.Integers($"y_{part}"));
            if (reviews.Length != labels.Length)
                throw new DamagedFileException($"'{path}': reviews and labels do not pair up.",
                    "a label for every review",
                    $"{reviews.Length:N0} reviews, {labels.Length:N0} labels in the {part} part", Source);
            var (x, y) = (new List<int[]>(), new List<int>());
            foreach (var row in random.Order(reviews.Length))
            {
                var length = reviews[row].Length + (startChar is null ? 0 : 1);
                if (maxLength is { } limit && length >= limit)
                    continue;
                x.Add(Prepare(reviews[row]));
                y.Add(labels[row]);
            }
            return x.Count > 0 ? new ListDataset<int[]>([.. x], Tensor.From(y.ToArray()), classNames, [file]) :
                throw new HyperparameterException($"No review of the {part} part is shorter than {maxLength:N0}.",
                    "a maxLength that leaves some", $"{maxLength:N0}",
                    "Raise maxLength, or leave it out and cut with PadSequences.");
        }

        int[] Prepare(int[] review)
        {
            var words = new List<int>(review.Length + 1);
            if (startChar is { } start)
                Add(start);
            foreach (var word in review)
                Add(word <= int.MaxValue - indexFrom ? word + indexFrom : throw new DataException(
                    $"'{path}': word {word:N0} moved up by {indexFrom:N0} is no Int32.",
                    $"numbers up to {int.MaxValue - indexFrom:N0}", $"{word:N0}",
                    "Choose a smaller indexFrom, or take the file that this loader is for."));
            return [.. words];

            void Add(int word)
            {
                if (word >= skipTop && (numWords is not { } limit || word < limit))
                    words.Add(word);
                else if (oovChar is { } unknown)
                    words.Add(unknown);
            }
        }
    }

    static byte[] Bytes(string path)
    {
        try
        {
            return FileReader.ReadBytes(path);
        }
        catch (MissingFileException e)
        {
            throw new MissingFileException(e.What, "the path of Keras's imdb.npz", e.Got, $"{Source} {e.Fix}");
        }
    }
}
