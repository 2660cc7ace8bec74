using System.Text;

namespace LearnDL.Data;

/// <summary>
/// The data sets that come with LearnDL. Each is read from the <c>datasets</c> folder (see <see cref="DataFolder"/>) and only when its
/// checksum is right. Where they come from and under which licence stands in <c>datasets/README.md</c>.
/// </summary>
public static class Datasets
{
    static readonly string[] pimaFeatures = ["pregnancies", "glucose", "pressure", "triceps", "insulin", "mass", "pedigree", "age"];
    static readonly string[] digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>
    /// 768 women of the Akimel O'odham (Pima), eight measurements each, X Float32 (768, 8), and whether diabetes was found within five years, Y Int32 (768), 1 for yes.
    /// A zero in glucose, pressure, triceps, insulin or mass stands for "not measured"; it is left as it is.
    /// </summary>
    public static Dataset Pima()
    {
        var (table, file) = ReadTable("pima-indians-diabetes.csv", hasHeader: false);
        return table.ToDataset(label: "column9") with { FeatureNames = pimaFeatures, ClassNames = ["no diabetes", "diabetes"], Files = [file] };
    }

    /// <summary>
    /// 150 iris flowers, four lengths in centimetres, X Float32 (150, 4), and the species, Y Int32 (150): 0 setosa, 1 versicolor, 2 virginica.
    /// The rows are sorted by species: shuffle or split with <see cref="Split.Stratified"/> before taking a part.
    /// </summary>
    public static Dataset Iris()
    {
        var (table, file) = ReadTable("iris.csv", hasHeader: true);
        return table.ToDataset(label: "species") with { Files = [file] };
    }

    /// <summary>
    /// Handwritten digits, 60,000 to train with and 10,000 to test with: X UInt8 (N, 28, 28), 0 paper to 255 ink, Y Int32 (N), 0..9.
    /// <c>var ((xTrain, yTrain), (xTest, yTest)) = Datasets.Mnist();</c>
    /// </summary>
    public static (Dataset Train, Dataset Test) Mnist() => (MnistPart("train"), MnistPart("t10k"));

    /// <summary>The same four files from a folder of yours, such as Fashion-MNIST's; they are not compared with a checksum.</summary>
    /// <exception cref="MissingFileException">There is no such folder, or a file in it is missing.</exception>
    public static (Dataset Train, Dataset Test) Mnist(string folder) => Directory.Exists(folder) ? (MnistPart(folder, "train"), MnistPart(folder, "t10k")) :
        throw new MissingFileException($"The folder '{folder}' does not exist.", "a folder with train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz",
            "no such folder", "Name the folder that holds the four files, unpacked or not.");

    static Dataset MnistPart(string part)
    {
        var (images, imagesFile) = DataFolder.Read($"mnist/{part}-images-idx3-ubyte.gz");
        var (labels, labelsFile) = DataFolder.Read($"mnist/{part}-labels-idx1-ubyte.gz");
        var (x, y) = IdxFile.DecodePair(images, imagesFile.Name, labels, labelsFile.Name);
        return new Dataset(x, y, [], digits, [imagesFile, labelsFile]);
    }

    static Dataset MnistPart(string folder, string part)
    {
        string PathOf(string name) => Path.Combine(folder, name) is var packed && !File.Exists(packed) && File.Exists(packed[..^3]) ? packed[..^3] : packed;
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
