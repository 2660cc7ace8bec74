using Lessons.Cnn;
using Lessons.Functional;
using Lessons.Iris;
using Lessons.Lstm;
using Lessons.Mnist;
using Lessons.Pima;
using Lessons.Regression;
using Lessons.Speed;
using Lessons.Tensors;
using Lessons.Text;

namespace LearnDL.Lessons.Tests;

/// <summary>The lessons, by their folder, for theories.</summary>
static class AllLessons
{
    public static TheoryData<string> Folders =>
        new(["01-tensors", "02-pima", "03-iris", "04-mnist", "05-speed", "06-cnn", "07-lstm", "08-text",
            "09-regression", "10-functional"]);

    public static Lesson Of(string folder) => folder switch
    {
        "01-tensors" => new TensorsLesson(),
        "02-pima" => new PimaLesson(),
        "03-iris" => new IrisLesson(),
        "04-mnist" => new MnistLesson(),
        "05-speed" => new SpeedLesson(),
        "06-cnn" => new CnnLesson(),
        "07-lstm" => new LstmLesson(),
        "08-text" => new TextLesson(),
        "09-regression" => new RegressionLesson(),
        _ => new FunctionalLesson(),
    };
}
