using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>The bundled data sets, by what is known of them.</summary>
public class DatasetsTests
{
    [Fact]
    public void Pima()
    {
        var pima = Datasets.Pima();
        var (x, y) = pima;

        Assert.Equal(("(768, 8)", DType.Float32), (x.Shape.ToString(), x.DType));
        Assert.Equal(("(768,)", DType.Int32), (y.Shape.ToString(), y.DType));
        Assert.Equal([6, 148, 72, 35, 0, 33.6f, 0.627f, 50], x[0].ToArray<float>());
        Assert.Equal([1, 93, 70, 31, 0, 30.4f, 0.315f, 23], x[^1].ToArray<float>());
        Assert.Equal(268, y.ToArray<int>().Sum());
        Assert.Equal([5, 35, 227, 374, 11],
            Enumerable.Range(1, 5).Select(d => x.ToArray<float>().Where((v, i) => i % 8 == d && v == 0).Count()));
        Assert.Equal(8, pima.FeatureNames.Length);
        Assert.Equal(["no diabetes", "diabetes"], pima.ClassNames);
        Assert.Equal("pima-indians-diabetes.csv", pima.Name);
        Assert.StartsWith("33e704cd", pima.Sha256);
    }

    [Fact]
    public void Iris()
    {
        var iris = Datasets.Iris();

        Assert.Equal("(150, 4)", iris.X.Shape.ToString());
        Assert.Equal([5.1f, 3.5f, 1.4f, 0.2f], iris.X[0].ToArray<float>());
        Assert.Equal(["setosa", "versicolor", "virginica"], iris.ClassNames);
        Assert.Equal(["sepal_length", "sepal_width", "petal_length", "petal_width"], iris.FeatureNames);
        Assert.Equal(Enumerable.Range(0, 150).Select(i => i / 50), iris.Y.ToArray<int>());
        Assert.Equal("iris.csv", iris.Name);
    }

    [Fact]
    public void Boston_housing_without_the_column_b()
    {
        var (x, y) = Datasets.BostonHousing();

        Assert.Equal(("(506, 12)", DType.Float32), (x.Shape.ToString(), x.DType));
        Assert.Equal(("(506,)", DType.Float32), (y.Shape.ToString(), y.DType));
        Assert.Equal(["crim", "zn", "indus", "chas", "nox", "rm", "age", "dis", "rad", "tax", "ptratio", "lstat"],
            Datasets.BostonHousing().FeatureNames);
        Assert.Equal([0.00632f, 18, 2.31f, 0, 0.538f, 6.575f, 65.2f, 4.09f, 1, 296, 15.3f, 4.98f],
            x[0].ToArray<float>());
        Assert.Equal([24f, 21.6f, 34.7f], y[..3].ToArray<float>());
        Assert.Equal((5, 50), (y.Min().Item(), y.Max().Item()));
        Assert.Equal(16, y.ToArray<float>().Count(price => price == 50));
        Assert.Equal("boston-housing.csv", Datasets.BostonHousing().Name);
    }

    [Fact]
    public void Mnist()
    {
        var (train, test) = Datasets.Mnist();

        Assert.Equal(("(60000, 28, 28)", DType.UInt8), (train.X.Shape.ToString(), train.X.DType));
        Assert.Equal(("(10000, 28, 28)", "(10000,)"), (test.X.Shape.ToString(), test.Y.Shape.ToString()));
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], train.Y[..10].ToArray<int>());
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], test.Y[..10].ToArray<int>());
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
            train.Y.ToArray<int>().CountBy(digit => digit).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal(33.318, train.X.ToArray<byte>().Average(pixel => (double)pixel), 3);
        Assert.Equal(2, train.Files.Length);

        var ((xTrain, yTrain), (xTest, _)) = (train, test);
        Assert.Equal((60_000, 60_000, 10_000), (xTrain.Shape[0], yTrain.Shape[0], xTest.Shape[0]));
    }

    [Fact]
    public void Airline_passengers()
    {
        var series = Datasets.AirlinePassengers();
        var (months, passengers) = series;

        Assert.Equal(("(144, 1)", DType.Float32), (passengers.Shape.ToString(), passengers.DType));
        Assert.Equal(["1949-01", "1949-02"], months[..2]);
        Assert.Equal("1960-12", months[^1]);
        Assert.Equal(months.Order(StringComparer.Ordinal).Distinct(), months);
        Assert.Equal([112f, 118, 132], passengers[..3].ToArray<float>());
        Assert.Equal([390f, 432], passengers[^2..].ToArray<float>());
        Assert.Equal((104, 622), (passengers.Min().Item(), passengers.Max().Item()));
        Assert.Equal("passengers", series.Names[0]);
        Assert.Equal((144, "airline-passengers.csv"), (series.Count, series.Files[0].Name));
    }

    [Fact]
    public void Spam()
    {
        var mails = Datasets.SpamAssassin();
        var (texts, labels) = mails;

        Assert.Equal((5804, 5804, 1713), (mails.Count, texts.Length, labels.ToArray<int>().Sum()));
        Assert.Equal(labels.ToArray<int>().Order(), labels.ToArray<int>()); // sorted, as the doc says
        Assert.StartsWith("re new sequences window date wed <num> aug", texts[0]);
        Assert.StartsWith("wilson kamela attn sir madan strictly confidential", texts[^1]);
        Assert.Equal(200, texts.Max(text => text.Split(' ').Length));
        Assert.Equal(["no spam", "spam"], mails.ClassNames);
        var (few, fewLabels) = mails.Rows([5803, 0]);
        Assert.Equal([texts[^1], texts[0]], few);
        Assert.Equal([1, 0], fewLabels.ToArray<int>());
        Assert.Throws<ShapeException>(() => mails.Rows([5804]));
    }

    [Fact]
    public void Habits_of_the_same_mails_row_for_row()
    {
        var (habits, mails) = (Datasets.MailHabits(), Datasets.SpamAssassin());
        var (x, y) = habits;

        Assert.Equal(("(5804, 8)", DType.Float32), (x.Shape.ToString(), x.DType));
        Assert.Equal(mails.Y.ToArray<int>(), y.ToArray<int>());
        Assert.Equal(["subject_words", "characters", "subject_capitals", "body_capitals", "links", "exclamations",
            "hour", "html"], habits.FeatureNames);
        Assert.Equal([4, 1553, 0.2f, 0.045f, 1, 0, 18, 0], x[0].ToArray<float>());
        Assert.Equal("mail-habits.csv", habits.Name);
        Assert.Equal(["no spam", "spam"], habits.ClassNames);

        for (var n = 0; n < mails.Count; n++)
            Assert.InRange(x.At(n, 0), 0, mails.X[n].Split(' ').Length);
        // "Life Insurance - Why Pay More?", the first spam, sent at 20:31:57 as HTML
        Assert.Equal("life insurance why pay more ?", string.Join(' ', mails.X[4091].Split(' ')[..(int)x.At(4091, 0)]));
        Assert.Equal((20, 1), (x.At(4091, 6), x.At(4091, 7)));
        Assert.Equal(2, Enumerable.Range(0, 5804).Count(n => x.At(n, 6) % 1 != 0)); // no date: the mean
    }

    [Fact]
    public void Mnist_from_a_folder_of_ones_own_packed_or_not()
    {
        using var folder = new TempFolder();
        foreach (var part in new[] { "train", "t10k" })
        {
            folder.Write($"{part}-images-idx3-ubyte.gz", Idx.Gzip(Idx.Images(3, 2, 2)));
            folder.Write($"{part}-labels-idx1-ubyte", Idx.Labels(7, 8, 9));
        }

        var (train, test) = Datasets.Mnist(folder.Path);

        Assert.Equal("(3, 2, 2)", train.X.Shape.ToString());
        Assert.Equal([7, 8, 9], test.Y.ToArray<int>());
        Assert.Equal(64, train.Sha256.Length);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named_with_the_files_it_should_hold()
    {
        var error = Assert.Throws<MissingFileException>(() => Datasets.Mnist("no-such-folder"));
        Assert.Contains("'no-such-folder'", error.What);
        Assert.Contains("t10k-labels-idx1-ubyte.gz", error.Expected);
    }
}
