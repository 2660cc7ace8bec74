using System.Globalization;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>From text to tensors.</summary>
public class TableTests
{
    const string Homes = "city,rooms,price\nParis,3,2.5\nOslo,2,1.5\nParis,4,3.5\n";

    [Fact]
    public void Whole_labels_are_class_numbers()
    {
        var (x, y) = CsvFile.Parse("a,b,y\n1,2,0\n3,4,1\n").ToDataset("y");

        Assert.Equal((DType.Float32, "(2, 2)"), (x.DType, x.Shape.ToString()));
        Assert.Equal([0, 1], y.ToArray<int>());
    }

    [Fact]
    public void Labels_with_fractions_are_measured_values()
    {
        var homes = CsvFile.Parse(Homes).Exclude("city").ToDataset("price");

        Assert.Equal([2.5f, 1.5f, 3.5f], homes.Y.ToArray<float>());
        Assert.Equal(["rooms"], homes.FeatureNames);
        Assert.Empty(homes.ClassNames);
    }

    [Fact]
    public void Text_labels_become_class_numbers_in_alphabetical_order()
    {
        var homes = CsvFile.Parse(Homes).ToDataset("city");

        Assert.Equal(["Oslo", "Paris"], homes.ClassNames);
        Assert.Equal([1, 0, 1], homes.Y.ToArray<int>());
        Assert.Equal(["rooms", "price"], homes.FeatureNames);
    }

    [Fact]
    public void One_hot_spreads_a_text_column()
    {
        var table = CsvFile.Parse("city,rooms\nParis,3\n Oslo,2\n?,4\n").OneHot("city");

        Assert.Equal(["city=Oslo", "city=Paris", "rooms"], table.Columns);
        Assert.Equal([0f, 1f, 3f, 1f, 0f, 2f], table.ToTensor(MissingValues.Drop).ToArray<float>());
    }

    [Fact]
    public void Gaps_are_dropped_with_their_row_and_label()
    {
        var (x, y) = CsvFile.Parse("a,b,y\n1,2,no\n?,3,yes\n5,,yes\n7,8,\n9,10,maybe\n")
            .ToDataset("y", MissingValues.Drop);

        Assert.Equal([1f, 2f, 9f, 10f], x.ToArray<float>());
        Assert.Equal(2, y.Size);
    }

    [Fact]
    public void Gaps_are_filled_with_the_mean_of_their_column()
    {
        var (x, y) = CsvFile.Parse("a,b,y\n1,NA,0\n?,3,1\n2,6,1\n").ToDataset("y", MissingValues.Mean);

        Assert.Equal([1f, 4.5f, 1.5f, 3f, 2f, 6f], x.ToArray<float>());
        Assert.Equal([0, 1, 1], y.ToArray<int>());
    }

    [Fact]
    public void Rows_are_taken_together()
    {
        var part = CsvFile.Parse(Homes).ToDataset("city").Rows([2, 0]);

        Assert.Equal([4f, 3.5f, 3f, 2.5f], part.X.ToArray<float>());
        Assert.Equal([1, 1], part.Y.ToArray<int>());
    }

    [Theory]
    [InlineData("16777216", DType.Int32)]
    [InlineData("16777217", DType.Int32)]
    [InlineData("-2147483648", DType.Int32)]
    [InlineData("-3", DType.Int32)]
    [InlineData("3000000000", DType.Float32)]
    [InlineData("3000000001", DType.Float64)]
    [InlineData("2.5", DType.Float32)]
    public void Labels_are_exact_in_the_smallest_type_that_holds_them(string label, DType type)
    {
        var y = CsvFile.Parse($"a,y\n1,{label}\n").ToDataset("y").Y;

        Assert.Equal((type, double.Parse(label, CultureInfo.InvariantCulture)), (y.DType, y.At(0)));
    }
}
