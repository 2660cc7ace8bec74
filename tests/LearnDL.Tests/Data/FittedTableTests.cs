using System.Globalization;
using FsCheck.Xunit;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>
/// What was learned from the training file, classes, categories, means and the order of columns, holds for the test
/// file.
/// </summary>
public class FittedTableTests
{
    static readonly Table animals = CsvFile.Parse("len,animal\n1,cat\n2,dog\n3,owl\n", "train.csv");

    static T Fails<T>(Func<object> read, params string[] words) where T : LearnDLException
    {
        var error = Assert.Throws<T>(read);
        Assert.All(words, word => Assert.Contains(word, error.Message));
        return error;
    }

    [Fact]
    public void Classes_keep_their_numbers_where_one_is_absent()
    {
        var train = animals.ToDataset("animal");
        var absent = CsvFile.Parse("len,animal\n2,dog\n3,owl\n");

        Assert.Equal([0, 1, 2], train.Y.ToArray<int>());
        Assert.Equal([1, 2], absent.ToDataset("animal", like: train).Y.ToArray<int>());
        Assert.Equal([1, 2], absent.ToDataset("animal", classes: train.Classes).Y.ToArray<int>());
        Assert.Equal(["cat", "dog", "owl"], absent.ToDataset("animal", like: train).ClassNames);
        Assert.Equal(new Categories("animal", ["cat", "dog", "owl"]), train.Classes);
        Assert.NotEqual(new Categories("animal", ["dog", "cat", "owl"]), train.Classes);
    }

    [Fact]
    public void An_unknown_class_names_line_text_known_ones_and_a_way_out()
    {
        var train = animals.ToDataset("animal");

        var error =
            Fails<CsvException>(() => CsvFile.Parse("len,animal\n2,dog\n3,yak\n", "test.csv").ToDataset("animal",
                like: train),
                "test.csv line 3, column 2 ('animal')", "'yak'", "'cat', 'dog', 'owl'", "Correct the text");
        Assert.Equal(3, error.Line);
        Fails<CsvException>(() => CsvFile.Parse("len,animal\n2,Dog\n").ToDataset("animal", like: train),
            "differs from 'dog' in capitals");
        Fails<CsvException>(() => CsvFile.Parse("c,y\nNew  York,1\n").OneHot("c", new("c", ["New York"])),
            "differs from 'New York' in capitals, blanks");
        Assert.Equal([1], CsvFile.Parse("len,animal\n2,\u00a0dog \n").ToDataset("animal",
            like: train).Y.ToArray<int>()); // blanks around a text do not count
    }

    [Fact]
    public void Categories_keep_their_columns()
    {
        var first = CsvFile.Parse("city,y\nOslo,0\nParis,1\n");
        var cities = Categories.Fit(first, "city");
        var second = CsvFile.Parse("y,city\n1,Paris\n0,Paris\n");

        Assert.Equal(["city=Oslo", "city=Paris", "y"], cities.Apply(first).Columns);
        Assert.Equal([1f, 0, 1, 0, 0, 1], second.OneHot("city", cities).ToTensor().ToArray<float>());
        Fails<CsvException>(() => CsvFile.Parse("city,y\nParis,1\nRome,0\n").OneHot("city", cities), "line 3", "'Rome'",
            "'Oslo', 'Paris'");
    }

    [Fact]
    public void Columns_are_found_by_name()
    {
        var train = CsvFile.Parse("a,b,y\n1,2,0\n3,4,1\n").ToDataset("y");

        Assert.Equal([1f, 2], CsvFile.Parse("y,b,a\n1,2,1\n").ToDataset("y", like: train).X.ToArray<float>());
        Fails<CsvException>(() => CsvFile.Parse("a,y\n1,0\n", "t.csv").ToDataset("y", like: train),
            "no column 'b'", "t.csv");
        Fails<CsvException>(() => CsvFile.Parse("a,b,c,y\n1,2,3,0\n").ToDataset("y", like: train), "'c'",
            "Exclude(\"c\")");
        var cities = CsvFile.Parse("city,y\nOslo,0\nParis,1\n").OneHot("city").ToDataset("y");
        Fails<CsvException>(() => CsvFile.Parse("city,y\nParis,1\n").ToDataset("y", like: cities),
            "OneHot(\"city\", categories)", "Categories.Fit");
        Fails<CsvException>(() => CsvFile.Parse("city,y\nParis,1\n").OneHot("city").ToDataset("y", like: cities),
            "OneHot(\"city\", categories)");
        Fails<DataException>(() => animals.ToDataset("animal", like: train with { FeatureNames = [] }), "no names");
        Assert.Equal(["b", "a"], CsvFile.Parse("a,b,y\n1,2,0\n").Select("b", "a").Columns);
    }

    [Fact]
    public void Gaps_get_the_means_of_the_training_file()
    {
        var train = CsvFile.Parse("a,b,y\n1,10,0\n3,,1\n").ToDataset("y", MissingValues.Mean);
        var test = CsvFile.Parse("b,a,y\n,100,0\n7,,1\n");

        Assert.Equal(new ColumnMeans(["a", "b"], [2, 10]), train.Means);
        Assert.Equal([100f, 10, 2, 7], test.ToDataset("y", like: train).X.ToArray<float>());
        Assert.Equal([10f, 100, 7, 2], test.ToDataset("y", MissingValues.Mean, means: train.Means).X.ToArray<float>());
        Assert.Equal([100f, 10],
            CsvFile.Parse("a,b,y\n100,,0\n,5,1\n,,1\n").ToDataset("y", like: train).X[0].ToArray<float>());
        Assert.Equal(1, CsvFile.Parse("a,b,y\n100,1,0\n,5,1\n").ToDataset("y", like: train, MissingValues.Drop).Count);
        Fails<CsvException>(() => test.ToDataset("y", MissingValues.Mean, means: new ColumnMeans(["a"], [2])),
            "'b' has a gap and no known mean");
        Assert.Null(CsvFile.Parse("a,y\n1,0\n").ToDataset("y").Means);
    }

    [Fact]
    public void Means_fill_a_table_and_leave_texts_and_labels_alone()
    {
        var means = ColumnMeans.Fit(CsvFile.Parse("a;city;y\n1,5;Oslo;0,5\n?;?;?\n2,25;?;1\n", separator: ';',
            decimalMark: ','), except: "y");

        Assert.Equal(["a"], means.Columns);
        Assert.Equal([1.875], means.Values);
        var filled = means.Apply(CsvFile.Parse("y;city;a\n1;?;\n", separator: ';', decimalMark: ','));
        Assert.Equal(["1", "?", "1,875"], filled.Columns.Select(column => filled[0, column]));
        Fails<CsvException>(() => ColumnMeans.Fit(CsvFile.Parse("a,b\n1,2\nforty,3\n")), "line 3", "'forty'");
        Fails<CsvException>(() => ColumnMeans.Fit(CsvFile.Parse("a,b\n?,2\n,3\n")), "'a' has no value");
    }

    /// <summary>A third of Oslo, a third of Paris and a third of Rome is no city.</summary>
    [Fact]
    public void A_missing_text_gets_no_mean()
    {
        var file = CsvFile.Parse("city,size,y\nOslo,1,0\nParis,,1\nRome,3,0\n");
        var cities = Categories.Fit(file, "city");
        var train = cities.Apply(file).ToDataset("y", MissingValues.Mean);
        Assert.Equal(["size"], train.Means!.Columns);
        Assert.Equal(["size", "y"], ColumnMeans.Fit(cities.Apply(file)).Columns);

        var test = cities.Apply(CsvFile.Parse("city,size,y\n,2,0\n"));
        foreach (var table in (Table[])[test, test.Select("city=Oslo", "city=Paris", "city=Rome", "size", "y"),
            train.Means.Apply(test)])
            Assert.Contains("a missing text has no mean",
                Assert.Throws<CsvException>(() => table.ToDataset("y", like: train)).What);
        // the gap of a number does
        Assert.Equal(2, cities.Apply(CsvFile.Parse("city,size,y\nRome,,0\n")).ToDataset("y", like: train).X.At(0, 3));
    }

    [Fact]
    public void Texts_that_look_like_numbers_are_classes_when_that_is_known()
    {
        var mixed = CsvFile.Parse("a,y\n1,1\n2,2\n3,x\n");
        Fails<CsvException>(() => mixed.ToDataset("y"), "'x' is not a number", "Categories.Fit(table, \"y\")");

        var train = mixed.ToDataset("y", classes: Categories.Fit(mixed, "y"));
        var test = CsvFile.Parse("a,y\n5,2\n6,1\n").ToDataset("y", like: train);

        Assert.Equal(["1", "2", "x"], train.ClassNames);
        Assert.Equal([1, 0], test.Y.ToArray<int>());
        Fails<CsvException>(() => CsvFile.Parse("a,y\n5,3\n").ToDataset("y", like: train), "'3'", "'1', '2', 'x'");
    }

    [Fact]
    public void Labels_stay_of_their_kind()
    {
        var numbers = CsvFile.Parse("a,y\n1,0\n2,1\n").ToDataset("y");
        var prices = CsvFile.Parse("a,y\n1,2.5\n2,3\n").ToDataset("y");

        Assert.Equal(DType.Float32, CsvFile.Parse("a,y\n1,2\n").ToDataset("y", like: prices).Y.DType);
        Fails<CsvException>(() => CsvFile.Parse("a,y\n1,0.5\n").ToDataset("y", like: numbers), "another kind",
            "fractions", "class numbers");
        Fails<CsvException>(() => CsvFile.Parse("a,y\n1,no\n").ToDataset("y", like: numbers), "another kind", "'no'");
        Fails<CsvException>(() => CsvFile.Parse("a,y\n1,no\n").ToDataset("y", like: prices), "another kind", "'no'");
    }

    [Fact]
    public void Impossible_categories_and_means()
    {
        Fails<DataException>(() => new Categories("c", []), "no categories");
        Fails<DataException>(() => new Categories("c", ["a", " a"]), "twice");
        Fails<DataException>(() => new Categories("c", ["a", "NA"]), "missing value");
        Fails<DataException>(() => new ColumnMeans(["a"], []), "do not pair up");
        Fails<DataException>(() => new ColumnMeans(["a", "a"], [1, 2]), "'a'");
        Fails<DataException>(() => new ColumnMeans(["a"], [double.NaN]), "'a'");
        Fails<CsvException>(() => CsvFile.Parse("c,c=a\na,1\n").OneHot("c"), "two columns named 'c=a'");
    }

    /// <summary>Whatever rows a second file has of the first, it gets the same numbers for them.</summary>
    [Property(MaxTest = 50)]
    public void A_part_of_the_file_is_read_as_the_whole(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 12).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{(random.Next(4) == 0 && i > 0 ? "" : i / 4.0)},{(char)('p' + random.Next(4))},k{random.Next(5)}"))
            .ToArray();
        var whole = CsvFile.Parse("a,city,y\n" + string.Join('\n', rows));
        var cities = Categories.Fit(whole, "city");
        var train = whole.OneHot("city", cities).ToDataset("y", MissingValues.Mean);
        var kept = Enumerable.Range(0, 12).Where(_ => random.Next(2) == 0).Append(0).ToArray();

        var part = CsvFile.Parse("a,city,y\n" + string.Join('\n', kept.Select(row => rows[row]))).OneHot("city",
            cities).ToDataset("y", like: train);

        Assert.Equal(train.X.Gather(kept).ToArray<float>(), part.X.ToArray<float>());
        Assert.Equal(train.Y.Gather(kept).ToArray<int>(), part.Y.ToArray<int>());
    }

    [Fact]
    public void What_was_fitted_can_be_printed()
    {
        Assert.Equal("city: Oslo, Paris", $"{new Categories("city", ["Oslo", "Paris"])}");
        Assert.Equal("age: 1.5, height: 2", $"{new ColumnMeans(["age", "height"], [1.5, 2])}");
        Assert.Equal("no means", $"{new ColumnMeans([], [])}");

        string[] many = [.. Enumerable.Range(0, 21).Select(i => $"c{i}")];
        Assert.EndsWith(", c19, …", $"{new Categories("many", many)}");
        Assert.EndsWith(", c19: 19, …", $"{new ColumnMeans(many, [.. many.Select((_, i) => (double)i)])}");
        Assert.EndsWith(", c19", $"{new Categories("many", many[..20])}");
    }
}
