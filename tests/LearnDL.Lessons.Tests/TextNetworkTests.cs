using LearnDL.Data;
using LearnDL.Plots;
using LearnDL.Tensors;
using Lessons.Text;

namespace LearnDL.Lessons.Tests;

/// <summary>What lesson 8 says of its networks, and of film reviews that a learner brings.</summary>
public sealed class TextNetworkTests
{
    static LessonRun NewRun() => new(7, true, TextWriter.Null, new PlainProgressDisplay(TextWriter.Null));

    [Fact]
    public void The_network_for_film_reviews_has_the_published_number_of_weights()
    {
        var summary = new StringWriter();
        Imdb.Build(seed: 1).Summary(summary);
        string[] counts = ["1,000,000", "117,248", "129", "Total params: 1,117,377"];
        Assert.All(counts, count => Assert.Contains(count, summary.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_network_for_mails_has_the_weights_that_the_page_counts()
    {
        var summary = new StringWriter();
        Network.Build(seed: 1).Summary(summary);
        string[] counts = ["640,000", "12,416", "33", "Total params: 652,449"];
        Assert.All(counts, count => Assert.Contains(count, summary.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void An_embedding_by_hand_is_the_product_with_ones_and_zeros()
    {
        var run = NewRun();
        EmbeddingByHand.Run(run);
        var record = run.ToRecord(AllLessons.Of("08-text"), LessonSources.Of("08-text"), DateTime.UtcNow, 1);
        Assert.Equal(0, record.Metrics["embedding-difference"].Value);
        Assert.Contains("[101. 202.]", record.Outputs["embedding-back"], StringComparison.Ordinal);
        Assert.EndsWith("dy: 0", record.Outputs["embedding-back"], StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_changes_nothing_with_a_mask_and_much_without()
    {
        var run = NewRun();
        PaddingSkipped.Run(run, MailSplit.Of(run, Datasets.SpamAssassin()));
        var metrics = run.ToRecord(AllLessons.Of("08-text"), LessonSources.Of("08-text"), DateTime.UtcNow, 1).Metrics;
        Assert.Equal(0, metrics["mask-difference"].Value);
        Assert.True(metrics["no-mask-difference"].Value > 0.001);
    }

    [Fact]
    public void The_three_sets_share_no_mail_and_have_the_same_share_of_spam()
    {
        var run = new LessonRun(7, false, TextWriter.Null, new PlainProgressDisplay(TextWriter.Null));
        var split = MailSplit.Of(run, Datasets.SpamAssassin());
        Assert.Equal((3482, 871, 4353, 1451),
            (split.Train.Count, split.Validation.Count, split.TrainAndValidation.Count, split.Test.Count));
        Assert.Empty(split.Test.X.Intersect(split.TrainAndValidation.X));
        Assert.Empty(split.Validation.X.Intersect(split.Train.X));
        Assert.Equal(428, split.Test.Y.Cast(DType.Float64).Sum().Item());
    }

    [Fact]
    public void It_trains_on_film_reviews_of_the_learner_and_says_which_file_it_was()
    {
        using var folder = new RunFolder();
        var path = Path.Combine(Repository.Folder, "tests", "LearnDL.Tests", "Golden", "imdb-3.npz");
        var record = LessonRunner.Run(AllLessons.Of("08-text"), new(Quick: true, Data: path), runFolder: folder.Path);
        Assert.Equal("imdb-3.npz", Assert.Single(record.Data).File);
        Assert.Contains("test-accuracy", record.Metrics.Keys);
        Assert.Contains("Total params: 1,117,377", record.Outputs["imdb"], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_file_it_says_where_to_get_it()
    {
        using var folder = new RunFolder();
        var error = Assert.Throws<MissingFileException>(() =>
            LessonRunner.Run(AllLessons.Of("08-text"), new(Quick: true, Data: "no-such.npz"), runFolder: folder.Path));
        Assert.Contains("https://storage.googleapis.com", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_writes_no_word_over_another()
    {
        WordGroup group = new("all",
            [("first", 0, 0, true), ("second", 0.001, 0, true), ("third", 1, 1, true), ("silent", 2, 0, false)]);
        var svg = WordMapPlot.Draw("Words", "Three words.", group);
        Assert.Contains(">first<", svg, StringComparison.Ordinal);
        Assert.Contains(">third<", svg, StringComparison.Ordinal);
        Assert.DoesNotContain(">second<", svg, StringComparison.Ordinal);
        Assert.DoesNotContain(">silent<", svg, StringComparison.Ordinal);
    }
}
