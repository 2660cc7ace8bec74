namespace LearnDL.Tests.Models;

/// <summary>A clock that goes on when it is told to.</summary>
sealed class StillClock : TimeProvider
{
    long ticks = 7 * TimeSpan.TicksPerHour;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => ticks;

    public void Wait(double seconds) => ticks += (long)Math.Round(seconds * TimeSpan.TicksPerSecond);
}
