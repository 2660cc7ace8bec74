using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using LearnDL.Data;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Data;

/// <summary>
/// Files in the form of Keras's imdb.npz, written by NumPy (Golden/generate_imdb.py), and what is refused.
/// </summary>
public class ImdbTests
{
    static readonly GoldenFile golden = new("imdb.json");

    public static TheoryData<int, string> Cases => golden.Theory(known => known["settings"].GetRawText());

    [Theory]
    [MemberData(nameof(Cases))]
    public void As_Keras_loads_it(int number, string settings)
    {
        var known = golden.Cases[number];
        var given = known.Part("settings");
        int? Setting(string name, int? usual) => !given.Has(name) ? usual
            : given[name].ValueKind == System.Text.Json.JsonValueKind.Null ? null
            : (int)given.Number(name);

        foreach (var protocol in new[] { 2, 3, 4 })
        {
            var parts = Datasets.Imdb(GoldenFile.PathOf($"imdb-{protocol}.npz"), Setting("num_words", null),
                (int)Setting("skip_top", 0)!, Setting("maxlen", null),
                (int)Setting("seed", 113)!, Setting("start_char", 1), Setting("oov_char", 2),
                (int)Setting("index_from", 3)!);

            Check(known.Part("train"), parts.Train, settings);
            Check(known.Part("test"), parts.Test, settings);
        }
    }

    static void Check(GoldenCase known, ListDataset<int[]> part, string settings)
    {
        var expected = known["x"].EnumerateArray().Select(GoldenCase.Doubles).ToArray();
        Assert.Equal(expected.Length, part.Count);
        for (var n = 0; n < expected.Length; n++)
            Assert.True(expected[n].SequenceEqual(part.X[n].Select(word => (double)word)), $"{settings}: review {n}");
        Assert.Equal(known.Integers("y"), part.Y.ToArray<int>());
        Assert.Equal(64, part.Files[0].Sha256.Length);
    }

    [Fact]
    public void The_order_is_NumPys()
    {
        foreach (var known in golden.Root["orders"].EnumerateArray().Select(element => new GoldenCase(element)))
        {
            var order = known.Integers("order");
            Assert.Equal(order, new NumPyShuffle((uint)known.Number("seed")).Order(order.Length));
        }
    }

    [Fact]
    public void A_missing_file_says_where_to_get_it()
    {
        using var folder = new TempFolder();
        folder.Write("imdb (1).npz", "x");

        var error = Assert.Throws<MissingFileException>(() => Datasets.Imdb(folder["imdb.npz"]));

        Assert.Contains("https://storage.googleapis.com/tensorflow/tf-keras-datasets/imdb.npz", error.Fix);
        Assert.Contains("'imdb (1).npz'", error.Fix);
    }

    [Fact]
    public void Settings_out_of_range()
    {
        var path = GoldenFile.PathOf("imdb-3.npz");

        Assert.Contains("numWords",
            Assert.Throws<HyperparameterException>(() => Datasets.Imdb(path, numWords: 0)).What);
        Assert.Throws<HyperparameterException>(() => Datasets.Imdb(path, skipTop: -1));
        Assert.Throws<HyperparameterException>(() => Datasets.Imdb(path, indexFrom: -1));
        Assert.Contains("moved up",
            Assert.Throws<DataException>(() => Datasets.Imdb(path, indexFrom: int.MaxValue)).What);
        Assert.Contains("maxLength",
            Assert.Throws<HyperparameterException>(() => Datasets.Imdb(path, maxLength: 2)).Fix);
    }

    [Fact]
    public void Any_cut_and_any_flipped_byte_is_refused_or_harmless()
    {
        using var folder = new TempFolder();
        var whole = File.ReadAllBytes(GoldenFile.PathOf("imdb-4.npz"));
        var (train, test) = Datasets.Imdb(GoldenFile.PathOf("imdb-4.npz"));

        for (var length = 1; length < whole.Length; length += 13)
            Assert.Throws<DamagedFileException>(() => Datasets.Imdb(folder.Write("cut.npz", whole[..length])));
        for (var place = 0; place < whole.Length; place++)
        {
            var flipped = (byte[])whole.Clone();
            flipped[place] ^= 0x55;
            try
            {
                // a date or a permission of the archive
                var parts = Datasets.Imdb(folder.Write("flipped.npz", flipped));
                Assert.True(train.X.Zip(parts.Train.X).Concat(test.X.Zip(parts.Test.X))
                    .All(pair => pair.First.SequenceEqual(pair.Second)), $"byte {place}");
                Assert.Equal(train.Y.ToArray<int>(), parts.Train.Y.ToArray<int>());
            }
            catch (DamagedFileException)
            {
            }
        }
    }

    [Fact]
    public void Another_file_is_named()
    {
        using var folder = new TempFolder();

        Assert.Contains("a web page",
            Assert.Throws<DamagedFileException>(() => Datasets.Imdb(folder.Write("imdb.npz", "<html><body>404"))).What);
        Assert.Contains("no .npz file",
            Assert.Throws<DamagedFileException>(() => Datasets.Imdb(folder.Write("imdb.npz", "1,2,3"))).What);
        Assert.Contains("z.npy",
            Assert.Throws<DamagedFileException>(() =>
                Datasets.Imdb(folder.Write("imdb.npz", Archive(("z", "")))))!.Got);
        Assert.Contains("no NumPy array", Load(folder, "", Npy("<i8", "(1,)", new byte[8]), raw: true).What);
        Assert.Contains("|O", Load(folder, "", Npy("<i8", "(1,)", new byte[8])).Expected);
        Assert.Contains("one axis", Load(folder, "", Npy("|O", "(2, 3)", [])).What);
        Assert.Contains("length", Load(folder, List("]K\u0001a"), Npy("<i8", "(2,)", new byte[8])).What);
        Assert.Contains("another type", Load(folder, List("]K\u0001a"), Npy("<f8", "(1,)", new byte[8])).What);
        Assert.Contains("no Int32", Load(folder, List("]K\u0001a"), Npy("<i8", "(1,)", [0, 0, 0, 0, 1, 0, 0, 0])).What);
        Assert.Contains("do not pair up", Load(folder, List("]K\u0001a"), Npy("|u1", "(2,)", new byte[2])).What);
    }

    // As Python 2 wrote it: texts as SHORT_BINSTRING, long numbers as LONG1.
    [Theory]
    [InlineData("]K\u0005a", new[] { 5 })]
    [InlineData("](K\u0005M\u0001\u0002J\u00FF\u00FF\u0000\u0000e", new[] { 5, 513, 65535 })]
    [InlineData("](\u008A\u0001\u0007\u008A\u0000\u008A\u0004\u0000\u0000\u0000\u0040\u008A\u0001\u00FEe",
        new[] { 7, 0, 1 << 30, -2 })]
    [InlineData("]", new int[0])]
    public void Numbers_in_every_form(string list, int[] expected)
    {
        Assert.Equal(expected, new PickleReader(Bytes(List(list)), "x").ReadLists()[0]);
    }

    [Theory]
    [InlineData("\u0080\u0002]K\u0001a.", "array of one axis")] // a list alone
    [InlineData("\u0080\u0005K\u0001.", "protocol")]
    [InlineData("(lp0\n.", "protocol")] // protocol 0
    [InlineData("\u0080\u0002cos\nsystem\n.", "the name os.system")]
    [InlineData("\u0080\u0002cbuiltins\neval\n(X\u0001\u0000\u0000\u00001tR.", "the name builtins.eval")]
    [InlineData("\u0080\u0004\u008C\u0002os\u008C\u0006system\u0093.", "the name os.system")]
    [InlineData("\u0080\u0002}.", "opcode 7D")] // a dictionary
    [InlineData("\u0080\u0002G\u0000.", "opcode 47")] // a float
    [InlineData("\u0080\u0002h\u0005.", "reference to nothing")]
    [InlineData("\u0080\u0002e.", "no mark")]
    [InlineData("\u0080\u0002R.", "empty stack")]
    [InlineData("\u0080\u0002q\u0000.", "empty stack")]
    [InlineData("\u0080\u0002K\u0001K\u0002a.", "no list")]
    [InlineData("\u0080\u0002X\u00FF\u00FF\u00FF\u00FFabc.", "too early")]
    [InlineData("\u0080\u0004\u0095\u00FF\u0000\u0000\u0000\u0000\u0000\u0000\u0000.", "too early")]
    [InlineData("\u0080\u0002\u008A\u0005\u0000\u0000\u0000\u0000\u0001.", "beyond 32 bits")]
    [InlineData("\u0080\u0002cnumpy\nndarray", "without an end")]
    [InlineData("\u0080\u0002cnumpy\ndtype\n)R.", "another call")]
    [InlineData("\u0080\u0002", "too early")]
    public void Pickles_that_are_no_lists_of_numbers(string pickle, string got)
    {
        var error = Assert.Throws<DamagedFileException>(() => new PickleReader(Bytes(pickle), "x").ReadLists());

        Assert.Contains(got, error.Got);
    }

    [Theory]
    [InlineData("](K\u0001N" + "e", "element 1 of list 0")] // None among the numbers
    [InlineData("](K\u0001]e", "element 1 of list 0")]
    [InlineData("K\u0001", "element 0 is no list")]
    [InlineData("K\u0001\u0085", "element 0 is no list")] // a tuple
    public void Elements_that_are_no_lists_of_numbers(string element, string got) =>
        Assert.Contains(got,
            Assert.Throws<DamagedFileException>(() => new PickleReader(Bytes(List(element)), "x").ReadLists()).Got);

    [Fact]
    public void More_behind_the_end_and_a_list_named_again_and_again()
    {
        Assert.Contains("after the end",
            Assert.Throws<DamagedFileException>(() => new PickleReader(Bytes(List("]") + "."), "x").ReadLists()).Got);
        var many = "](" + string.Concat(Enumerable.Repeat("K\u0001", 100)) + "eq\u0009"
            + string.Concat(Enumerable.Repeat("h\u0009", 100));
        Assert.Contains("more numbers than bytes",
            Assert.Throws<DamagedFileException>(() => new PickleReader(Bytes(List(many, 101)), "x").ReadLists()).Got);
    }

    /// <summary>The pickle of an array of lists as NumPy for Python 2 wrote it; a letter is a byte.</summary>
    static string List(string elements, int count = 1) => "\u0080\u0002cnumpy.core.multiarray\n_reconstruct\n"
        + "q\u0001cnumpy\nndarray\nq\u0002K\u0000\u0085U\u0001b\u0087R(K\u0001K" + (char)count
        + "\u0085cnumpy\ndtype\nU\u0002O8K\u0000K\u0001\u0087R(K\u0003U\u0001|NNN"
        + "J\u00FF\u00FF\u00FF\u00FFJ\u00FF\u00FF\u00FF\u00FFK?tb\u0089]("
        + elements + "etb.";

    static byte[] Bytes(string letters) => Encoding.Latin1.GetBytes(letters);

    static byte[] Npy(string type, string shape, byte[] data)
    {
        var header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n");
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        return [0x93, .. "NUMPY"u8, 1, 0, .. length, .. header, .. data];
    }

    static byte[] Archive(params (string Name, string Letters)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
            foreach (var (name, letters) in entries)
                using (var entry = archive.CreateEntry($"{name}.npy").Open())
                    entry.Write(Bytes(letters));
        return stream.ToArray();
    }

    // The training part from a pickle and labels, or with raw from the letters as they are.
    static DamagedFileException Load(TempFolder folder, string pickle, byte[] labels, bool raw = false)
    {
        var x = raw ? pickle : pickle.Length > 0 ? Encoding.Latin1.GetString(Npy("|O", "(1,)", Bytes(pickle)))
            : Encoding.Latin1.GetString(labels);
        return Assert.Throws<DamagedFileException>(() => Datasets.Imdb(folder.Write("imdb.npz",
            Archive(("x_train", x), ("y_train", Encoding.Latin1.GetString(labels))))));
    }
}
