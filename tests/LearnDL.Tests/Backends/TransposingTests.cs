using LearnDL.Backends.Cpu;

namespace LearnDL.Tests.Backends;

public sealed class TransposingTests
{
    [Fact]
    public void Every_element_of_every_size_comes_to_its_place_and_no_other_is_touched()
    {
        for (var rows = 0; rows < 14; rows++)
            for (var columns = 0; columns < 14; columns++)
            {
                Check(rows, columns, i => (float)i, -1);
                Check(rows, columns, i => (double)i, -1);
            }
    }

    static void Check<T>(int rows, int columns, Func<int, T> number, T untouched) where T : unmanaged
    {
        const int strideFrom = 15, strideTo = 17;
        T[] from = [.. Enumerable.Range(0, 15 * strideFrom).Select(number)], to = new T[15 * strideTo];
        Array.Fill(to, untouched);
        Transposing.Copy(ref from[0], strideFrom, rows, columns, ref to[0], strideTo);
        for (var i = 0; i < to.Length; i++)
        {
            var (row, column) = (i % strideTo, i / strideTo);
            Assert.Equal(row < rows && column < columns ? number(row * strideFrom + column) : untouched, to[i]);
        }
    }
}
