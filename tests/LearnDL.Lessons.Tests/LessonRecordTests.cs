using System.Globalization;

namespace LearnDL.Lessons.Tests;

public sealed class LessonRecordTests
{
    static readonly LessonRecord record = new()
    {
        Lesson = "02-pima",
        Title = "A title with \"quotes\" and a σ",
        Seed = 7,
        Quick = true,
        StartedUtc = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        Seconds = 1.25,
        Machine = new("a processor", 2, "an os", ".NET", "256 bits"),
        SourceHash = "abc",
        Data = [new("a.csv", "def")],
        Metrics = new Dictionary<string, MetricRecord> { ["accuracy"] = new("test accuracy", 0.1 + 0.2, "30.00%") },
        Outputs = new Dictionary<string, string> { ["first"] = "two\nlines" },
        Pictures = new Dictionary<string, PictureRecord> { ["history"] = new("history.svg", "a curve") },
        Weights = "0123",
    };

    [Fact]
    public void A_record_comes_back_as_it_was_written()
    {
        using var folder = new RunFolder();
        record.Write(folder.Path);
        var back = LessonRecord.Read(folder.Path);
        Assert.NotNull(back);
        Assert.Equivalent(record, back, strict: true);
        Assert.Equal(0.1 + 0.2, back.Metrics["accuracy"].Value);
    }

    [Fact]
    public void Numbers_are_written_with_a_point_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = german;
        try
        {
            using var folder = new RunFolder();
            record.Write(folder.Path);
            Assert.Contains("\"seconds\": 1.25", File.ReadAllText(Path.Combine(folder.Path, LessonRecord.FileName)),
                StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_missing_or_broken_record_is_none()
    {
        using var folder = new RunFolder();
        Assert.Null(LessonRecord.Read(folder.Path));
        File.WriteAllText(Path.Combine(folder.Path, LessonRecord.FileName), "{ \"lesson\": \"02-pi");
        Assert.Null(LessonRecord.Read(folder.Path));
    }

    [Theory]
    [InlineData("lessons/02-pima/Network.cs", true)]
    [InlineData("lessons/LearnDL.Lessons/Lesson.cs", true)]
    [InlineData("engine/LearnDL/Layers/Core/Dense.cs", true)]
    [InlineData("datasets/SHA256SUMS", true)]
    [InlineData("lessons/03-iris/Network.cs", false)]
    [InlineData("lessons/02-pima/lesson.md", false)]
    [InlineData("lessons/02-pima/run/record.json", false)]
    [InlineData("engine/LearnDL/obj/Generated.cs", false)]
    public void The_source_hash_changes_with_what_the_numbers_depend_on(string file, bool counts)
    {
        using var repository = new RunFolder();
        foreach (var path in new[] { "lessons/02-pima/Network.cs", "lessons/LearnDL.Lessons/Lesson.cs",
            "engine/LearnDL/Layers/Core/Dense.cs", "datasets/SHA256SUMS" })
            Write(path, "before");
        var before = SourceHash.Of(repository.Path, "02-pima");
        Assert.Equal(before, SourceHash.Of(repository.Path, "02-pima"));
        Write(file, "after");
        Assert.Equal(counts, before != SourceHash.Of(repository.Path, "02-pima"));

        void Write(string name, string text)
        {
            var path = Path.Combine(repository.Path, name);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }
}
