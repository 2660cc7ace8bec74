using System.Diagnostics;

namespace LearnDL.Tests.Saving;

/// <summary>
/// Files with random damage, given to a reader: it must return, or throw a typed error, quickly and with little memory.
/// </summary>
static partial class FileMutations
{
    const int MB = 1 << 20;

    /// <summary>Bytes that mean something in a header.</summary>
    static readonly byte[] telling = [0, 1, 2, 7, 8, 0x7F, 0x80, 0xFF, .. "{}[](),:'\"\\-09eE.TFLu \n"u8];

    /// <summary>Damages a file the given number of times, from this seed on; the first failures, in words.</summary>
    public static List<string> Run(byte[] file, Action<byte[]> read, int count, int seed)
    {
        var failures = new List<string>();
        for (var i = seed; i < seed + count && failures.Count < 10; i++)
            if (Try(Damaged(file, new Random(i)), read) is { } failure)
                failures.Add($"seed {i}: {failure}");
        return failures;
    }

    /// <summary>What is wrong with a reader's answer to these bytes, or null.</summary>
    public static string? Try(byte[] bytes, Action<byte[]> read)
    {
        var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        try
        {
            read(bytes);
        }
        catch (LearnDLException)
        {
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return clock.ElapsedMilliseconds > 1000 ? $"{clock.ElapsedMilliseconds} ms"
            : allocated > 4L * bytes.Length + 16 * MB ? $"{allocated:N0} bytes for a file of {bytes.Length:N0}" : null;
    }

    static byte[] Damaged(byte[] file, Random random)
    {
        var bytes = file.ToList();
        for (var times = 1 + random.Next(3); times > 0 && bytes.Count > 1; times--)
        {
            // twice as often near the start, where headers are
            var at = random.Next(random.Next(3) > 0 ? bytes.Count : Math.Min(bytes.Count, 96));
            var length = Math.Min(1 + random.Next(random.Next(2) > 0 ? 4 : bytes.Count), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = telling[random.Next(telling.Length)]; break;
                case 2: bytes.Insert(at, telling[random.Next(telling.Length)]); break;
                case 3: bytes.RemoveRange(at, length); break;
                case 4: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length)); break;
                case 5: bytes.RemoveRange(at, bytes.Count - at); break;
                case 6: Repeat(bytes, at, random); break;
                default: Digit(bytes, at, random); break;
            }
        }
        return [.. bytes];
    }

    /// <summary>The same few bytes again and again: more axes, more entries, more nesting.</summary>
    static void Repeat(List<byte> bytes, int at, Random random)
    {
        var piece = bytes.GetRange(at, Math.Min(1 + random.Next(4), bytes.Count - at));
        for (var times = random.Next(20); times > 0; times--)
            bytes.InsertRange(at, piece);
    }

    /// <summary>Another digit in the next number.</summary>
    static void Digit(List<byte> bytes, int from, Random random)
    {
        for (var at = from; at < bytes.Count; at++)
            if (char.IsAsciiDigit((char)bytes[at]))
            {
                bytes[at] = (byte)('0' + random.Next(10));
                return;
            }
    }
}
