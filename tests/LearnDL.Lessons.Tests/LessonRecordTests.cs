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
    [InlineData("lessons/02-pima/Network.cs", true, false)]
    [InlineData("lessons/02-pima/steps/More.cs", true, false)]
    [InlineData("lessons/LearnDL.Lessons/Lesson.cs", false, true)]
    [InlineData("engine/LearnDL/Layers/Core/Dense.cs", false, true)]
    [InlineData("Directory.Build.props", false, true)]
    [InlineData("lessons/03-iris/Network.cs", false, false)]
    [InlineData("lessons/02-pima/lesson.md", false, false)]
    [InlineData("lessons/02-pima/YourTurn.cs", false, false)]
    [InlineData("lessons/02-pima/AnswerChecks.cs", false, false)]
    [InlineData("lessons/02-pima/run/record.json", false, false)]
    [InlineData("lessons/02-pima/record/Odd.cs", false, false)]
    [InlineData("engine/LearnDL/obj/Generated.cs", false, false)]
    public void A_source_counts_for_the_lesson_or_for_the_engine(string file, bool ofLesson, bool ofEngine)
    {
        using var repository = new RunFolder();
        foreach (var path in new[] { "lessons/02-pima/Network.cs", "lessons/LearnDL.Lessons/Lesson.cs",
            "engine/LearnDL/Layers/Core/Dense.cs" })
            Write(repository, path, "before");
        var before = LessonSources.Of(repository.Path, "02-pima");
        Assert.Equal(before.Lesson, LessonSources.Of(repository.Path, "02-pima").Lesson);
        Write(repository, file, "after");
        var now = LessonSources.Of(repository.Path, "02-pima");
        Assert.Equal((ofLesson, ofEngine), (before.Lesson != now.Lesson, before.Engine != now.Engine));
    }

    [Fact]
    public void Line_ends_make_no_other_source()
    {
        using var repository = new RunFolder();
        Write(repository, "lessons/02-pima/Network.cs", "one\ntwo\n");
        var unix = LessonSources.Of(repository.Path, "02-pima").Lesson;
        Write(repository, "lessons/02-pima/Network.cs", "one\r\ntwo\r\n");
        Assert.Equal(unix, LessonSources.Of(repository.Path, "02-pima").Lesson);
    }

    [Fact]
    public void A_record_belongs_to_its_lesson_and_its_data_and_a_run_to_the_engine_as_well()
    {
        using var repository = new RunFolder();
        Write(repository, "lessons/02-pima/Network.cs", "before");
        Write(repository, "datasets/SHA256SUMS", "def  ./a.csv\n123  ./b.csv\n");
        var sources = LessonSources.Of(repository.Path, "02-pima");
        var made = record with { SourceHash = sources.Lesson, EngineHash = sources.Engine };
        Assert.True(sources.Made(made) && sources.MadeAllOf(made));
        Assert.True(sources.Made(made with { EngineHash = null }));
        Assert.False(sources.MadeAllOf(made with { EngineHash = null }));
        Assert.False(sources.Made(made with { SourceHash = "another" }));
        Assert.False(sources.Made(made with { Data = [new("a.csv", "changed")] }));
        Assert.False(sources.Made(made with { Data = [new("gone.csv", "def")] }));
        Write(repository, "datasets/SHA256SUMS", "def  ./a.csv\n456  ./b.csv\n");
        Assert.True(LessonSources.Of(repository.Path, "02-pima").MadeAllOf(made)); // b.csv is not its data
    }

    [Fact]
    public void A_commit_is_read_from_what_git_keeps()
    {
        using var repository = new RunFolder();
        Assert.Null(Commit.Of(repository.Path));
        Write(repository, ".git/HEAD", "ref: refs/heads/main\n");
        Assert.Null(Commit.Of(repository.Path)); // nothing committed yet
        Write(repository, ".git/packed-refs", "# pack-refs\n0123456789 refs/heads/main\n99 refs/heads/not-main\n");
        Assert.Equal("0123456789", Commit.Of(repository.Path));
        Write(repository, ".git/refs/heads/main", "abcdef0123\n");
        Assert.Equal("abcdef0123", Commit.Of(repository.Path));
        Write(repository, ".git/HEAD", "fedcba\n");
        Assert.Equal("fedcba", Commit.Of(repository.Path));
        Assert.Equal("abcdef0", Commit.Short("abcdef0123"));
    }

    static void Write(RunFolder repository, string name, string text)
    {
        var path = Path.Combine(repository.Path, name);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
