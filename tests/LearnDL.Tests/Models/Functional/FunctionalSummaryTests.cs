using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>The tables of functional models, as Keras 3 prints them.</summary>
public sealed class FunctionalSummaryTests
{
    static string Table(Model model, int? lineLength = null, IReadOnlyList<double>? positions = null,
        bool expandNested = false, bool showTrainable = false, (string, string)? layerRange = null)
    {
        var writer = new StringWriter { NewLine = "\n" };
        model.Summary(writer, lineLength, positions, expandNested, showTrainable, layerRange);
        var lines = writer.ToString().Split('\n').Where(line => line.Length > 0 && "┏┃┡│├└".Contains(line[0]));
        return string.Join('\n', lines);
    }

    /// <summary>A network of seven layers: two inputs, one layer for both of them, a model inside.</summary>
    static Model Mail()
    {
        Input subject = new([8], "subject"), body = new([8], "body"), habits = new([3], "habits");
        var shared = new Dense(4, "tanh", name: "shared");
        var half = new Input([2], "half");
        var inside = new Model(half, new Dense(5, name: "deep").Apply(half), name: "inside");
        var both = new Concatenate(name: "both").Apply(shared.Apply(subject), shared.Apply(body));
        var text = inside.Apply(new Dense(2, name: "text").Apply(both));
        return new Model([subject, body, habits], new Dense(1, name: "spam").Apply(
            new Concatenate(name: "all").Apply(text, habits)), name: "mail");
    }

    /// <summary>As Keras printed it on a terminal of 80: words too long for a column end in "…".</summary>
    [Fact]
    public void An_encoder_and_a_decoder()
    {
        Input words = new([-1, 50]), answer = new([-1, 50]);
        var (_, h, c) = new LSTM(256, returnState: true).Apply(words);
        var y = new LSTM(256, returnSequences: true, returnState: true).Apply(answer, h, c);
        var model = new Model([words, answer], new Dense(50, "softmax").Apply(y));

        Assert.Equal("""
            ┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┓
            ┃ Layer (type)        ┃ Output Shape      ┃    Param # ┃ Connected to      ┃
            ┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━┩
            │ input_layer         │ (None, None, 50)  │          0 │ -                 │
            │ (InputLayer)        │                   │            │                   │
            ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
            │ input_layer_1       │ (None, None, 50)  │          0 │ -                 │
            │ (InputLayer)        │                   │            │                   │
            ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
            │ lstm (LSTM)         │ [(None, 256),     │    314,368 │ input_layer[0][0] │
            │                     │ (None, 256),      │            │                   │
            │                     │ (None, 256)]      │            │                   │
            ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
            │ lstm_1 (LSTM)       │ [(None, None,     │    314,368 │ input_layer_1[0]… │
            │                     │ 256), (None,      │            │ lstm[0][1],       │
            │                     │ 256), (None,      │            │ lstm[0][2]        │
            │                     │ 256)]             │            │                   │
            ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
            │ dense (Dense)       │ (None, None, 50)  │     12,850 │ lstm_1[0][0]      │
            └─────────────────────┴───────────────────┴────────────┴───────────────────┘
            """, Table(model, lineLength: 76));
    }

    [Fact]
    public void Three_inputs_a_shared_layer_and_a_model_inside() => Assert.Equal("""
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ Layer (type)                  ┃ Output Shape              ┃         Param # ┃ Connected to               ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━┩
        │ subject (InputLayer)          │ (None, 8)                 │               0 │ -                          │
        ├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
        │ body (InputLayer)             │ (None, 8)                 │               0 │ -                          │
        ├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
        │ shared (Dense)                │ (None, 4)                 │              36 │ subject[0][0], body[0][0]  │
        ├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
        │ both (Concatenate)            │ (None, 8)                 │               0 │ shared[0][0], shared[1][0] │
        ├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
        │ text (Dense)                  │ (None, 2)                 │              18 │ both[0][0]                 │
        ├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
        │ inside (Functional)           │ (None, 5)                 │              15 │ text[0][0]                 │
        ├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
        │ habits (InputLayer)           │ (None, 3)                 │               0 │ -                          │
        ├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
        │ all (Concatenate)             │ (None, 8)                 │               0 │ inside[0][0], habits[0][0] │
        ├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
        │ spam (Dense)                  │ (None, 1)                 │               9 │ all[0][0]                  │
        └───────────────────────────────┴───────────────────────────┴─────────────────┴────────────────────────────┘
        """, Table(Mail()));

    /// <summary>Opened models, frozen layers, a part of the table: all at once.</summary>
    [Fact]
    public void A_model_opened_with_its_frozen_layer_marked()
    {
        var model = Mail();
        ((Model)model.GetLayer("inside")).GetLayer("deep").Trainable = false;
        Assert.Equal("""
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━┓
┃ Layer (type)                  ┃ Output Shape              ┃          Param # ┃ Connected to              ┃ Trainable ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━┩
│ text (Dense)                  │ (None, 2)                 │               18 │ both[0][0]                │     Y     │
├───────────────────────────────┼───────────────────────────┼──────────────────┼───────────────────────────┼───────────┤
│ inside (Functional)           │ (None, 5)                 │               15 │ text[0][0]                │     Y     │
├───────────────────────────────┼───────────────────────────┼──────────────────┼───────────────────────────┼───────────┤
│    └ half (InputLayer)        │ (None, 2)                 │                0 │ -                         │     -     │
├───────────────────────────────┼───────────────────────────┼──────────────────┼───────────────────────────┼───────────┤
│    └ deep (Dense)             │ (None, 5)                 │               15 │ -                         │     N     │
├───────────────────────────────┼───────────────────────────┼──────────────────┼───────────────────────────┼───────────┤
│ habits (InputLayer)           │ (None, 3)                 │                0 │ -                         │     -     │
└───────────────────────────────┴───────────────────────────┴──────────────────┴───────────────────────────┴───────────┘
""", Table(model, expandNested: true, showTrainable: true, layerRange: ("text", "habits")));
    }

    [Fact]
    public void A_chain_has_three_columns_and_its_input_a_line()
    {
        var input = new Input([6]);
        var chain = new Model(input, new Dense(1).Apply(new Dense(3).Apply(input)));
        var lines = Table(chain).Split('\n');
        Assert.All(lines, line => Assert.Equal(88, line.Length));
        Assert.Contains(lines, line =>
            line.StartsWith("│ input_layer (InputLayer)             │ (None, 6) ", StringComparison.Ordinal));
        Assert.DoesNotContain("Connected", Table(chain), StringComparison.Ordinal);
        Assert.All(Table(chain, showTrainable: true).Split('\n'), line => Assert.Equal(100, line.Length));
    }

    [Fact]
    public void A_layer_used_twice_in_a_row_is_listed_once_with_both_connections()
    {
        var (shared, input) = (new Dense(6), new Input([6]));
        var table = Table(new Model(input, shared.Apply(shared.Apply(input))));
        Assert.Single(table.Split('\n'), line => line.Contains("Dense", StringComparison.Ordinal));
        Assert.Contains("│ input_layer[0][0],         │", table, StringComparison.Ordinal);
        Assert.Contains("│ dense[0][0]                │", table, StringComparison.Ordinal);
    }

    /// <summary>A use in another model counts, as the number of a use does not depend on the model.</summary>
    [Fact]
    public void A_use_elsewhere_is_not_listed_but_counted()
    {
        Input a = new([2], "a"), b = new([2], "b");
        var shared = new Dense(2, name: "shared");
        _ = shared.Apply(a);
        var table = Table(new Model([a, b], new Add().Apply(shared.Apply(b), a)));
        Assert.Contains("shared[1][0], a[0][0]", table, StringComparison.Ordinal);
        Assert.Contains("│ b[0][0]  ", table, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Sequential_opened()
    {
        var model = new Sequential("outer")
            { new Input([4]), new Sequential([new Dense(3, name: "a")], "inner"), new Dense(1, name: "last") };
        var table = Table(model, expandNested: true);
        Assert.Contains("│ inner (Sequential)                   │ (None, 3) ", table, StringComparison.Ordinal);
        Assert.Contains("│    └ a (Dense)                       │ (None, 3)                   │              15 │",
            table, StringComparison.Ordinal);
        Assert.DoesNotContain("└ a", Table(model), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sh", "te", "shared both text")]
    [InlineData("text", "shared", "shared both text")]     // the other way round: as Keras, it is turned
    [InlineData(".*b", "all", "subject body shared both text inside habits all")]
    [InlineData("all|spam", "all|spam", "all spam")]
    public void A_range_of_layers(string first, string last, string expected)
    {
        var names = Table(Mail(), layerRange: (first, last)).Split('\n').Where(line => line[0] == '│')
            .Select(line => line.Split(' ')[1]);
        Assert.Equal(expected.Split(' '), names);
    }

    [Fact]
    public void Positions_and_length_of_a_line()
    {
        var lines = Table(Mail(), 100, [0.5, 0.7, 0.8, 1]).Split('\n');
        Assert.All(lines, line => Assert.Equal(100, line.Length));
        Assert.Equal([49, 19, 8, 19], lines[0].Trim('┏', '┓').Split('┳').Select(column => column.Length));
    }

    [Fact]
    public void What_cannot_be_printed_is_said_before_a_word_is()
    {
        var model = Mail();
        var writer = new StringWriter();
        Assert.Throws<UnknownNameException>(() => model.Summary(writer, layerRange: ("txet", "spam")));
        Assert.Throws<HyperparameterException>(() => model.Summary(writer, layerRange: ("(", "spam")));
        Assert.Throws<HyperparameterException>(() => model.Summary(writer, lineLength: 15));
        Assert.Throws<HyperparameterException>(() => model.Summary(writer, positions: [0.45, 0.8, 1]));
        Assert.Throws<HyperparameterException>(() => model.Summary(writer, positions: [0.3, 0.5, 0.7, 7]));
        Assert.Equal("", writer.ToString());
    }
}
