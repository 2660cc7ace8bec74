using System.IO.Compression;
using System.Text;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// The data sets that come with LearnDL. Each is read from the <c>datasets</c> folder (see <see cref="DataFolder"/>)
/// and only when its checksum is right. Where they come from and under which licence stands in
/// <c>datasets/README.md</c>.
/// </summary>
public static class Datasets
{
    static readonly string[] pimaFeatures =
    [
        "pregnancies", "glucose", "pressure", "triceps", "insulin", "mass", "pedigree", "age"
    ];
    static readonly string[] digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>
    /// 768 women of the Akimel O'odham (Pima), eight measurements each, X Float32 (768, 8), and whether diabetes was
    /// found within five years, Y Int32 (768), 1 for yes. A zero in glucose, pressure, triceps, insulin or mass stands
    /// for "not measured"; it is left as it is.
    /// </summary>
    public static Dataset Pima()
    {
        var (table, file) = ReadTable("pima-indians-diabetes.csv", hasHeader: false);
        return table.ToDataset(label: "column9") with
        {
            FeatureNames = pimaFeatures,
            ClassNames = ["no diabetes", "diabetes"],
            Files = [file]
        };
    }

    /// <summary>
    /// 150 iris flowers, four lengths in centimetres, X Float32 (150, 4), and the species, Y Int32 (150): 0 setosa,
    /// 1 versicolor, 2 virginica. The rows are sorted by species: shuffle or split with
    /// <see cref="Split.Stratified"/> before taking a part.
    /// </summary>
    public static Dataset Iris()
    {
        var (table, file) = ReadTable("iris.csv", hasHeader: true);
        return table.ToDataset(label: "species") with { Files = [file] };
    }

    /// <summary>
    /// 506 census tracts of Boston around 1970, twelve features each, X Float32 (506, 12), and the median value of
    /// their homes in 1000 US dollars, Y Float32 (506); values above 50 were recorded as 50 (D. Harrison and
    /// D. Rubinfeld, 1978). Neighbouring tracts stand in neighbouring rows: shuffle before taking a part.
    /// Differs from Keras, which has thirteen: column <c>b</c>, made from the share of Black residents on a racist
    /// premise, is left out. Explained in lesson 09-regression.
    /// </summary>
    public static Dataset BostonHousing()
    {
        var (table, file) = ReadTable("boston-housing.csv", hasHeader: true);
        return table.Exclude("b").ToDataset(label: "medv") with { Files = [file] };
    }

    /// <summary>
    /// Handwritten digits, 60,000 to train with and 10,000 to test with: X UInt8 (N, 28, 28), 0 paper to 255 ink, Y
    /// Int32 (N), 0..9. <c>var ((xTrain, yTrain), (xTest, yTest)) = Datasets.Mnist();</c>
    /// </summary>
    public static (Dataset Train, Dataset Test) Mnist() => (MnistPart("train"), MnistPart("t10k"));

    /// <summary>
    /// The same four files from a folder of yours, such as Fashion-MNIST's; they are not compared with a checksum.
    /// </summary>
    /// <exception cref="MissingFileException">There is no such folder, or a file in it is missing.</exception>
    public static (Dataset Train, Dataset Test) Mnist(string folder) =>
        Directory.Exists(folder) ? (MnistPart(folder, "train"), MnistPart(folder, "t10k")) :
            throw new MissingFileException($"The folder '{folder}' does not exist.",
                "a folder with train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, "
                    + "t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz",
                "no such folder", "Name the folder that holds the four files, unpacked or not.");

    /// <summary>
    /// Airline passengers in thousands, one number a month from January 1949 to December 1960: Float32 (144, 1), and
    /// the months as <c>1949-01</c>. The series grows, and swings with the year ever more widely.
    /// <c>var (months, passengers) = Datasets.AirlinePassengers();</c>
    /// </summary>
    public static TimeSeries AirlinePassengers()
    {
        var (table, file) = ReadTable("airline-passengers.csv", hasHeader: true);
        var months = new string[table.RowCount];
        for (var row = 0; row < months.Length; row++)
            months[row] = table[row, "Month"];
        return new TimeSeries(months, table.Exclude("Month").ToTensor(), ["passengers"], [file]);
    }

    /// <summary>
    /// 5,804 mails, lower-case words with a space between them, at most 200 a mail, and whether each is spam, Int32
    /// (5804), 1 for yes (1,713 of them). Addresses, links and numbers are written <c>&lt;email&gt;</c>,
    /// <c>&lt;url&gt;</c> and <c>&lt;num&gt;</c>: the <see cref="Tokenizer"/> turns them into the words email, url and
    /// num. The rows are sorted by label: shuffle or split with <see cref="Split.Stratified"/> before taking a part.
    /// </summary>
    public static ListDataset<string> SpamAssassin()
    {
        var (bytes, file) = DataFolder.Read("spam-assassin.tsv.gz");
        using var lines = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        var (texts, labels) = (new List<string>(), new List<int>());
        while (lines.ReadLine() is { } line) // 0 or 1, a tab, the text
        {
            labels.Add(line[0] - '0');
            texts.Add(line[2..]);
        }
        return new ListDataset<string>([.. texts], Tensor.From(labels.ToArray()), ["no spam", "spam"], [file]);
    }

    /// <summary>
    /// The habits of the mails of <see cref="SpamAssassin"/>, row for row: eight numbers each, X Float32 (5804, 8), and
    /// whether each is spam, Y Int32 (5804), 1 for yes. <c>subject_words</c> says how many of a mail's first words are
    /// its subject; then come the characters, the shares of capital letters in subject and body, the links, the
    /// exclamation marks, the hour on the sender's clock (two mails have none and get the mean), and 1 for HTML.
    /// Explained in lesson 10-functional.
    /// </summary>
    public static Dataset MailHabits()
    {
        var (table, file) = ReadTable("mail-habits.csv", hasHeader: true);
        return table.ToDataset(label: "spam", MissingValues.Mean) with
        {
            ClassNames = ["no spam", "spam"],
            Files = [file]
        };
    }

    /// <summary>
    /// 50,000 film reviews as lists of word numbers, half to train with and half to test with, and whether each is
    /// favourable, Int32 (N), 1 for yes (A. Maas et al., 2011). LearnDL does not bring the file: it reads Keras's
    /// <c>imdb.npz</c>, 17 MB, from https://storage.googleapis.com/tensorflow/tf-keras-datasets/imdb.npz (SHA-256
    /// 69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f), or another of the same form. Nothing in it is
    /// run. The order of the reviews is that of Keras's <c>load_data</c>, too.
    /// <code>
    /// var (train, test) = Datasets.Imdb("imdb.npz", numWords: 10_000);
    /// var x = train.X.PadSequences(maxLength: 200);       // Int32 (25000, 200)
    /// </code>
    /// The numbers, with the usual settings: 0 padding, 1 begin of a review, 2 a word left out, 4 the most
    /// frequent word. Differs from Keras in one case: without <paramref name="numWords"/> all words stay,
    /// where Keras takes out the rarest one.
    /// </summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="numWords">Only numbers below this one stay; null: all.</param>
    /// <param name="skipTop">Numbers below this one are left out as well, the special ones included: the most frequent
    /// words say little.</param>
    /// <param name="maxLength">Only reviews shorter than this stay, the begin counted; null: all.
    /// (<c>PadSequences</c> cuts instead.)</param>
    /// <param name="seed">Decides the order.</param>
    /// <param name="startChar">Stands at the begin of every review; null: nothing does,
    /// and numbers are still moved.</param>
    /// <param name="oovChar">Stands for every word left out; null: they are gone.</param>
    /// <param name="indexFrom">How far word numbers are moved up, so that the special ones are free.</param>
    /// <exception cref="MissingFileException">There is no such file; the message says where to get it.</exception>
    /// <exception cref="DamagedFileException">It was cut short or changed, or is another file.</exception>
    /// <exception cref="HyperparameterException">A setting is out of range, or
    /// <paramref name="maxLength"/> leaves no review.</exception>
    public static (ListDataset<int[]> Train, ListDataset<int[]> Test) Imdb(string path, int? numWords = null,
        int skipTop = 0, int? maxLength = null, int seed = 113, int? startChar = 1, int? oovChar = 2,
        int indexFrom = 3) =>
            ImdbFile.Read(path, numWords, skipTop, maxLength, seed, startChar, oovChar, indexFrom);

    static Dataset MnistPart(string part)
    {
        var (images, imagesFile) = DataFolder.Read($"mnist/{part}-images-idx3-ubyte.gz");
        var (labels, labelsFile) = DataFolder.Read($"mnist/{part}-labels-idx1-ubyte.gz");
        var (x, y) = IdxFile.DecodePair(images, imagesFile.Name, labels, labelsFile.Name);
        return new Dataset(x, y, [], digits, [imagesFile, labelsFile]);
    }

    static Dataset MnistPart(string folder, string part)
    {
        string PathOf(string name) =>
            Path.Combine(folder, name) is var packed && !File.Exists(packed) && File.Exists(packed[..^3])
                ? packed[..^3] : packed;
        var imagesPath = PathOf($"{part}-images-idx3-ubyte.gz");
        var labelsPath = PathOf($"{part}-labels-idx1-ubyte.gz");
        var (x, y) = IdxFile.ReadPair(imagesPath, labelsPath);
        return new Dataset(x, y, [], digits, [DataFile.Of(imagesPath), DataFile.Of(labelsPath)]);
    }

    static (Table Table, DataFile File) ReadTable(string name, bool hasHeader)
    {
        var (bytes, file) = DataFolder.Read(name);
        return (CsvFile.Parse(Encoding.UTF8.GetString(bytes), name, hasHeader), file);
    }
}
