using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Keras 3's table, 88 wide.</summary>
public sealed class SummaryTests
{
    static string Text(Sequential model)
    {
        var writer = new StringWriter { NewLine = "\n" };
        model.Summary(writer);
        return writer.ToString();
    }

    static Sequential Pima(DType dtype = DType.Float32) => new("pima", seed: 1, dtype)
    {
        new Input([8]), new Dense(12, "relu"), new Dropout(0.2), new Dense(1, "sigmoid")
    };

    const string Table = """
        Model: "pima"
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━┓
        ┃ Layer (type)                         ┃ Output Shape                ┃         Param # ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━┩
        │ dense (Dense)                        │ (None, 12)                  │             108 │
        ├──────────────────────────────────────┼─────────────────────────────┼─────────────────┤
        │ dropout (Dropout)                    │ (None, 12)                  │               0 │
        ├──────────────────────────────────────┼─────────────────────────────┼─────────────────┤
        │ dense_1 (Dense)                      │ (None, 1)                   │              13 │
        └──────────────────────────────────────┴─────────────────────────────┴─────────────────┘

        """;

    [Fact]
    public void A_built_model() => Assert.Equal(Table + """
         Total params: 121 (484.00 B)
         Trainable params: 121 (484.00 B)
         Non-trainable params: 0 (0.00 B)

        """, Text(Pima()));

    [Fact]
    public void A_trained_model_counts_the_numbers_of_its_optimizer()
    {
        var model = Pima();
        model.Compile("adam", "binary_crossentropy");
        model.TrainOnBatch(Tensor.Ones([2, 8]), Tensor.Of(0, 1));

        Assert.Equal(Table + """
             Total params: 365 (1.43 KB)
             Trainable params: 121 (484.00 B)
             Non-trainable params: 0 (0.00 B)
             Optimizer params: 244 (976.00 B)

            """, Text(model)); // Adam keeps two numbers a weight, and two more
    }

    [Fact]
    public void A_frozen_layer_in_Float64()
    {
        var model = Pima(DType.Float64);
        model.Layers[0].Trainable = false;

        Assert.EndsWith("""
             Total params: 121 (968.00 B)
             Trainable params: 13 (104.00 B)
             Non-trainable params: 108 (864.00 B)

            """, Text(model));
    }

    [Fact]
    public void A_model_that_is_not_built()
    {
        var text = Text(new Sequential("later") { new Dense(3) });

        Assert.Contains("│ dense (Dense)                        │ ?                           │     0 (unbuilt) │",
            text);
        Assert.Contains(" Total params: 0 (0.00 B)", text);
    }

    [Fact]
    public void Every_line_of_the_table_is_88_wide_and_thousands_are_set_apart()
    {
        var text = Text(
            new Sequential("wide") { new Input([784]), new Dense(1500, name: new string('n', 50)), new Dense(10) });

        Assert.All(text.Split('\n').Where(line => line.Length > 0 && "┏┃┡│├└".Contains(line[0])),
            line => Assert.Equal(88, line.Length));
        Assert.Contains("1,177,500 │", text);
        Assert.Contains(" Total params: 1,192,510 (4.55 MB)", text);
    }

    [Fact]
    public void It_goes_where_the_model_writes()
    {
        var model = Pima();
        model.Writer = new StringWriter { NewLine = "\n" };
        model.Summary();
        Assert.Equal(Text(model), model.Writer.ToString());
    }
}
