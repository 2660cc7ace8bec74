using System.Buffers.Binary;
using LearnDL.Data;

namespace LearnDL.Lessons.Tests;

/// <summary>Lessons 4 and 6 on other images: a folder of the learner's own.</summary>
public sealed class OwnDataTests
{
    static void Write(string folder, string part, int count)
    {
        var random = new Random(5);
        Span<byte> images = new byte[16 + count * 784], labels = new byte[8 + count];
        Header(images, 2051, count, 28, 28);
        Header(labels, 2049, count);
        random.NextBytes(images[16..]);
        for (var i = 0; i < count; i++) labels[8 + i] = (byte)(i % 10);
        File.WriteAllBytes(Path.Combine(folder, $"{part}-images-idx3-ubyte"), images.ToArray());
        File.WriteAllBytes(Path.Combine(folder, $"{part}-labels-idx1-ubyte"), labels.ToArray());

        static void Header(Span<byte> file, params ReadOnlySpan<int> numbers)
        {
            for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteInt32BigEndian(file[(4 * i)..], numbers[i]);
        }
    }

    [Theory]
    [InlineData("04-mnist")]
    [InlineData("06-cnn")]
    public void The_lesson_runs_on_them_and_says_which_files_they_were(string lesson)
    {
        using var data = new RunFolder();
        using var folder = new RunFolder();
        Write(data.Path, "train", 200);
        Write(data.Path, "t10k", 50);

        var record = LessonRunner.Run(AllLessons.Of(lesson), new(Quick: true, Data: data.Path), runFolder: folder.Path);

        Assert.Equal(4, record.Data.Count);
        Assert.All(record.Data, file => Assert.DoesNotContain(file.Sha256,
            File.ReadAllText(Path.Combine(DataFolder.Find(), "SHA256SUMS")), StringComparison.Ordinal));
        Assert.Contains("(50, 28, 28)", record.Outputs["split"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_them_is_told_by_name()
    {
        using var data = new RunFolder();
        using var folder = new RunFolder();
        Assert.Throws<MissingFileException>(() =>
            LessonRunner.Run(AllLessons.Of("04-mnist"), new(Quick: true, Data: data.Path), runFolder: folder.Path));
    }

    [Fact]
    public void Lessons_that_take_none_do_not_offer_it()
    {
        Assert.NotNull(AllLessons.Of("04-mnist").OwnData);
        Assert.NotNull(AllLessons.Of("06-cnn").OwnData);
        Assert.Null(AllLessons.Of("03-iris").OwnData);
    }
}
