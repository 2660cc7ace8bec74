return LearnDL.Lessons.LessonRunner.Main(new Lessons.Speed.SpeedLesson(), args);
