using LearnDL.Lessons;

namespace Lessons.Tensors;

/// <summary>Step 1: rank, shape, element type; taking parts.</summary>
static class FirstTensors
{
    public static void Run(LessonRun run)
    {
        run.Heading("First tensors");
        var page = run.Output("first");

        #region first
        var number = Tensor.Scalar(7);
        var row = Tensor.Of(1, 2, 3, 4);
        var table = Tensor.Range(12).Reshape(4, 3);

        page.WriteLine($"rank {number.Rank}, shape {number.Shape}");
        page.WriteLine($"rank {row.Rank}, shape {row.Shape}");
        page.WriteLine($"rank {table.Rank}, shape {table.Shape}");
        page.WriteLine($"elements: {table.DType}");
        page.WriteLine(table);
        #endregion

        var parts = run.Output("parts");

        #region parts
        parts.WriteLine($"table[1]         {table[1]}");
        parts.WriteLine($"table[^1]        {table[^1]}");
        parts.WriteLine($"table[.., 0]     {table[.., 0]}");
        parts.WriteLine($"table.At(2, 1)   {table.At(2, 1)}");
        parts.WriteLine("table[1..3]");
        parts.WriteLine(table[1..3]);
        parts.WriteLine("table[.., 1..3]");
        parts.WriteLine(table[.., 1..3]);
        #endregion
    }
}
