using Lessons.Iris;
using Lessons.Pima;
using Lessons.Speed;
using Lessons.Tensors;

namespace LearnDL.Lessons.Tests;

/// <summary>The lessons, by their folder, for theories.</summary>
static class AllLessons
{
    public static TheoryData<string> Folders => new(["01-tensors", "02-pima", "03-iris", "05-speed"]);

    public static Lesson Of(string folder) => folder switch
    {
        "01-tensors" => new TensorsLesson(),
        "02-pima" => new PimaLesson(),
        "05-speed" => new SpeedLesson(),
        _ => new IrisLesson(),
    };
}
