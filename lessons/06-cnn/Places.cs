using LearnDL.Lessons;

namespace Lessons.Cnn;

/// <summary>Step 2: how many places a window takes; channels and filters.</summary>
static class Places
{
    public static void Run(LessonRun run)
    {
        run.Heading("Places, channels, filters");
        var page = run.Output("places");
        page.WriteLine("image  window  stride  padding  zeros before, after  places");

        #region places
        (int Size, int Kernel, int Stride, Padding Padding)[] all =
        [
            (28, 3, 1, "valid"), (28, 3, 1, "same"),
            (28, 5, 1, "valid"), (28, 5, 1, "same"),
            (28, 3, 2, "valid"), (28, 3, 2, "same"),
            (24, 2, 2, "valid"), (25, 2, 2, "valid"),
        ];
        foreach (var (size, kernel, stride, padding) in all)
        {
            var axis = WindowAxis.Of(
                size, kernel, stride, dilation: 1, padding);
            page.WriteLine($"{size,5}  {kernel,6}  {stride,6}"
                + $"  {padding,-7}  {axis.Before,12}, "
                + $"{axis.After,5}  {axis.Places,6}");
        }
        #endregion

        Channels(run);
    }

    static void Channels(LessonRun run)
    {
        var page = run.Output("channels");

        #region channels
        var first = new Conv2D(32, kernelSize: 3);
        var second = new Conv2D(64, kernelSize: 3);
        var model = new Sequential(seed: 1)
        {
            new Input([28, 28, 1]), first, second,
        };
        var one = first.Kernel!.Value.Shape;
        var two = second.Kernel!.Value.Shape;
        var maps = first.ComputeOutputShape([-1, 28, 28, 1]);
        page.WriteLine($"image                (28, 28, 1)");
        page.WriteLine($"32 filters           {one}");
        page.WriteLine($"32 feature maps      {maps}");
        page.WriteLine($"64 filters           {two}");
        page.WriteLine($"64 feature maps      {model.OutputShape}");
        #endregion
    }
}
