using LearnDL.Layers;
using LearnDL.Models;

namespace LearnDL.Lessons.Tests;

/// <summary>Random models, and what holds for the drawing of any.</summary>
static class Drawings
{
    const int Width = 4;

    /// <summary>Branches, merges, layers used again, models inside models, several inputs and outputs.</summary>
    internal static Model RandomModel(Random random, int depth, string name)
    {
        Input[] inputs = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new Input([Width], $"{name}_in{i}"))];
        List<SymbolicTensor> tensors = [.. inputs.Select(input => input.Output)];
        var layers = new List<Layer>();
        for (var i = 0; i < random.Next(2, 12); i++)
        {
            var layer = random.Next(8) switch
            {
                0 when layers.Count > 0 => layers[random.Next(layers.Count)],
                1 when depth > 0 => RandomModel(random, depth - 1, $"{name}_{i}"),
                2 or 3 => new Add(name: $"{name}_add{i}"),
                _ => new Dense(Width, name: $"{name}_dense{new string('x', random.Next(9))}{i}"),
            };
            if (!layers.Contains(layer))
                layers.Add(layer);
            var count = layer is Model inside ? inside.Inputs.Count : layer is Add ? 2 : 1;
            SymbolicTensor[] read = [.. Enumerable.Range(0, count).Select(_ => tensors[random.Next(tensors.Count)])];
            tensors.AddRange(layer.Apply(read).Node.Outputs);
        }
        SymbolicTensor[] ends = [.. tensors.Skip(inputs.Length).Reverse().Take(random.Next(1, 3))];
        return new Model(inputs, ends, name: name);
    }

    /// <summary>"a → b" for every layer that reads another, by the model's own account of its uses.</summary>
    internal static HashSet<string> Connections(Model model)
    {
        var found = new HashSet<string>();
        var open = new Stack<SymbolicTensor>(model.Outputs);
        while (open.TryPop(out var tensor))
            foreach (var input in tensor.Node.Inputs)
            {
                _ = found.Add($"{input.Node.Layer.Name} → {tensor.Node.Layer.Name}");
                open.Push(input);
            }
        return found;
    }

    internal static void NothingOverlaps(DrawnModel drawn)
    {
        var page = new DrawnModel.Area(0, 0, drawn.Width, drawn.Height);
        Assert.All(drawn.Boxes, box => Assert.True(page.Contains(box.Area), $"{box.Name} is off the page"));
        for (var i = 0; i < drawn.Boxes.Count; i++)
            for (var k = 0; k < i; k++)
                Assert.False(drawn.Boxes[i].Area.Overlaps(drawn.Boxes[k].Area),
                    $"{drawn.Boxes[i].Name} and {drawn.Boxes[k].Name} overlap");
        foreach (var frame in drawn.Frames)
            foreach (var other in drawn.Frames.Concat(drawn.Boxes))
                Assert.True(!frame.Area.Overlaps(other.Area) || frame.Area.Contains(other.Area)
                    || other.Area.Contains(frame.Area), $"{frame.Name} cuts {other.Name}");
        foreach (var edge in drawn.Edges)
            foreach (var (x, y) in edge.Points)
            {
                Assert.True(x >= 0 && y >= 0 && x <= drawn.Width && y <= drawn.Height, $"{edge.Name} leaves the page");
                foreach (var box in drawn.Boxes)
                    Assert.False(x > box.Area.Left + 0.1 && x < box.Area.Right - 0.1 && y > box.Area.Top + 0.1
                        && y < box.Area.Bottom - 0.1, $"{edge.Name} runs through {box.Name}");
            }
    }

    /// <summary>An edge begins at the border of its first box and ends near that of its last.</summary>
    internal static void EndsTouch(DrawnModel drawn)
    {
        foreach (var edge in drawn.Edges)
        {
            var names = edge.Name.Split(" → ");
            Touches(names[0], edge.Points[0], 0.1);
            Touches(names[1], edge.Points[^1], edge.HasHead ? 4.7 : 0.1); // half of the head
        }

        void Touches(string name, (double X, double Y) point, double away)
        {
            if (name.Length == 0)
                return;
            var (_, area, _) = drawn.Boxes.Concat(drawn.Frames).Single(box => box.Name == name);
            Assert.InRange(point.X, area.Left - away, area.Right + away);
            Assert.InRange(point.Y, area.Top - away, area.Bottom + away);
        }
    }
}
